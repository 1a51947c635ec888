"""Where does it say that a finished module has a new edition, and when does it go?"""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.library.served import library
from tandem.models import Course, EditionRead, Module, Revision
from tandem.progress.new_editions import editions_read, mark_read, published_at
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, finish, form_id_in, lesson, question, serve

CHANGES = "/learn/teaming/engine/changes"
LINE = "“Gasoline and engine” has changed since you finished it. You stay complete."


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam has finished a module of which there is a new edition; Sue has not."""
    served = serve(session, lesson(question("q1")))
    assign(session, cast.pair, served)
    finish(session, cast.sam)
    return serve(session, lesson(question("q1"), edition=2, summary="Rewritten."))


@pytest.mark.parametrize("page", ["/", "/pairs/{}/"])
def test_a_new_edition_says_so_to_whoever_had_finished_and_to_nobody_else(
    cast: Cast, course: Course, browser_of: Browser, page: str
) -> None:
    address = page.format(cast.pair.id)

    assert LINE in browser_of(cast.sam).get(address).text
    assert CHANGES in browser_of(cast.sam).get(address).text
    assert LINE not in browser_of(cast.sue).get(address).text
    if page != "/":
        assert LINE not in browser_of(cast.lee).get(address).text


def test_read_once_it_goes_everywhere(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    form_id = form_id_in(sam.get(CHANGES))
    assert LINE in sam.get("/").text, "looking alone keeps it"

    for _ in range(2):
        sam.post(CHANGES, data={"form_id": form_id})

    for page in ("/", f"/pairs/{cast.pair.id}/"):
        assert LINE not in sam.get(page).text
    assert session.scalars(select(EditionRead.edition)).all() == [2]


def test_what_one_has_read_another_has_not(session: Session, cast: Cast, course: Course) -> None:
    module_id = session.scalars(select(Module.id)).one()
    for who, edition in ((cast.sam, 2), (cast.sue, 3)):
        session.add(EditionRead(person_id=who.id, module_id=module_id, edition=edition, at=NOW))
    session.commit()

    assert editions_read(session, [cast.sam.id]) == {(cast.sam.id, module_id): 2}


def test_an_edition_is_kept_as_read_once(session: Session, cast: Cast, course: Course) -> None:
    (module,) = library(session).courses[0].modules

    for _ in range(2):
        mark_read(session, module, person_id=cast.sam.id, now=NOW)
        session.flush()

    assert session.scalars(select(EditionRead.edition)).all() == [2]


def test_the_next_edition_says_so_again(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    sam.post(CHANGES, data={"form_id": form_id_in(sam.get(CHANGES))})

    serve(session, lesson(question("q1"), edition=3))

    assert LINE in sam.get("/").text


def test_a_minor_change_says_nothing(session: Session, cast: Cast, browser_of: Browser) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q1"))))
    finish(session, cast.sam)
    serve(session, lesson(question("q1"), summary="A comma."))

    text = browser_of(cast.sam).get("/").text
    assert "Gasoline and engine" in text
    assert LINE not in text


def test_more_new_editions_cost_no_more_queries(
    session: Session, cast: Cast, course: Course, browser_of: Browser, engine: Engine
) -> None:
    sam = browser_of(cast.sam)
    serve(session, lesson(question("q1"), edition=2), lesson(question("q2"), name="second"))
    finish(session, cast.sam, "second")
    with counted_queries(engine) as for_one:
        sam.get("/")
    serve(
        session,
        lesson(question("q1"), edition=2),
        lesson(question("q2"), name="second", edition=2, title="Second"),
    )
    sam.get("/")

    with counted_queries(engine) as for_two:
        assert "“Second” has changed" in sam.get("/").text

    assert len(for_two) == len(for_one)


def test_it_is_known_when_these_texts_were_published(
    session: Session, cast: Cast, course: Course
) -> None:
    first, second = session.scalars(select(Revision.id).order_by(Revision.id)).all()

    assert published_at(session, [second]) == {second: NOW}
    assert published_at(session, [first, second]) == {first: NOW, second: NOW}


def test_of_several_editions_the_newest_that_was_read_counts(
    session: Session, cast: Cast, course: Course
) -> None:
    (module,) = library(session).courses[0].modules
    for edition in (3, 1):
        facts = {"person_id": cast.sam.id, "module_id": module.id, "at": NOW}
        session.add(EditionRead(edition=edition, **facts))
        session.flush()

    mark_read(session, module, person_id=cast.sam.id, now=NOW)

    assert editions_read(session, [cast.sam.id]) == {(cast.sam.id, module.id): 3}
    assert len(session.scalars(select(EditionRead)).all()) == 2
