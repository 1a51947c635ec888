"""Who can assign a course that is a draft, open, or archived?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.authoring.availability import actions
from tandem.authoring.publishing.actions import publish_folder
from tandem.models import Assignment, Course, CourseChange, Module
from tandem.terms import CourseState
from tests import cast as stage
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, form_id_in, lesson, serve
from tests.written import AsBefore

COURSE_MD = "---\ntitle: {}\n---\n\nWords.\n"
LESSON_MD = "---\ntitle: A lesson\n---\n\nWords.\n"


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """A course with one module, open as those of old are."""
    return serve(session, lesson())


@pytest.fixture
def address(cast: Cast) -> str:
    """Where Lee assigns courses."""
    return f"/lead/teams/{cast.north.id}/assign"


def put(session: Session, course: Course, state: CourseState) -> None:
    """A course goes to a state."""
    actions.change_state(session, course.slug, state, by_id=None, now=NOW)
    session.commit()


def fill(root: Path, *names: str) -> None:
    """A folder of courses with one lesson each."""
    for name in names:
        (root / name).mkdir(parents=True, exist_ok=True)
        (root / name / "course.md").write_text(COURSE_MD.format(name), "utf-8")
        (root / name / "01-one.md").write_text(LESSON_MD, "utf-8")


def states(session: Session) -> dict[str, CourseState]:
    """The state of each course."""
    session.expire_all()
    return {row.slug: row.state for row in session.scalars(select(Course))}


def test_what_a_site_begins_with_is_open_and_a_later_course_is_a_draft(
    session: Session, tmp_path: Path
) -> None:
    for name in ("first", "later"):
        fill(tmp_path, name)
        publish_folder(session, tmp_path, by_id=None, now=NOW)
        session.commit()

    assert states(session) == {"first": CourseState.OPEN, "later": CourseState.DRAFT}


def test_the_first_course_of_a_trainer_is_a_draft(
    session: Session, cast: Cast, tmp_path: Path
) -> None:
    fill(tmp_path, "mine")

    publish_folder(session, tmp_path, by_id=cast.tess.id, now=NOW)
    session.commit()

    assert states(session) == {"mine": CourseState.DRAFT}


def test_a_draft_is_for_trainers_and_no_leader_can_assign_or_try_it(
    session: Session, cast: Cast, course: Course, browser_of: Browser, address: str
) -> None:
    put(session, course, CourseState.DRAFT)

    lee, tess = browser_of(cast.lee), browser_of(cast.tess)
    assert "Respectful teaming" not in lee.get(address).text
    assert lee.get("/learn/teaming/try").status_code == 404
    assert tess.get("/learn/teaming/try").status_code == 200
    assert "Open it for assigning" in tess.get("/author/").text


def test_a_trainer_opens_a_draft_and_leaders_can_assign_it(
    session: Session, cast: Cast, course: Course, browser_of: Browser, address: str
) -> None:
    put(session, course, CourseState.DRAFT)
    tess = browser_of(cast.tess)

    tess.post("/author/teaming/open", data={"form_id": form_id_in(tess.get("/author/"))})

    assert "“Respectful teaming” is open" in tess.get("/author/").text
    assert "Respectful teaming" in browser_of(cast.lee).get(address).text
    last = session.scalars(select(CourseChange).order_by(CourseChange.id.desc())).first()
    assert last is not None
    assert (last.state, last.by_id) == (CourseState.OPEN, cast.tess.id)


def test_an_empty_course_cannot_be_opened(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    put(session, course, CourseState.DRAFT)
    tess = browser_of(cast.tess)
    form_id = form_id_in(tess.get("/author/"))
    session.scalars(select(Module)).one().withdrawn_at = NOW
    serve(session)

    tess.post("/author/teaming/open", data={"form_id": form_id})

    assert "has no module yet" in tess.get("/author/").text
    assert states(session) == {"teaming": CourseState.DRAFT}
    assert "Open it for assigning" not in tess.get("/author/").text


def test_archiving_says_first_what_stops_and_what_stays(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    assign(session, cast.pair, course)
    tess = browser_of(cast.tess)

    page = tess.get("/author/teaming/archive")

    assert "No leader can assign it anymore" in page.text
    assert "It runs in 1 team and goes on there" in page.text
    tess.post("/author/teaming/archive", data={"form_id": form_id_in(page)})
    assert states(session) == {"teaming": CourseState.ARCHIVED}
    assert "Restore it" in tess.get("/author/").text


def test_an_archived_course_goes_on_where_it_runs(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    assign(session, cast.pair, course)

    put(session, course, CourseState.ARCHIVED)

    assert browser_of(cast.sam).get("/learn/teaming/engine/").status_code == 200


def test_a_course_archived_while_the_form_is_open_is_refused_in_a_clear_sentence(
    session: Session, cast: Cast, course: Course, browser_of: Browser, address: str
) -> None:
    lee = browser_of(cast.lee)
    form_id = form_id_in(lee.get(address))
    put(session, course, CourseState.ARCHIVED)

    answer = lee.post(address, data={"form_id": form_id, "course": "teaming", "whom": "all"})

    assert answer.status_code == 400
    assert "“Respectful teaming” is archived: it goes on where it runs" in answer.text
    assert session.scalar(select(Assignment)) is None


def test_the_date_of_an_archived_course_can_move_for_whoever_has_it(
    session: Session, cast: Cast, course: Course, browser_of: Browser, address: str
) -> None:
    other = stage.pair(session, cast.north, cast.otto, cast.sue)
    assign(session, cast.pair, course)
    put(session, course, CourseState.ARCHIVED)
    lee = browser_of(cast.lee)

    def give(pair_id: int) -> int:
        page = lee.get(address)
        assert "Respectful teaming (archived: only another date)" in page.text
        sent = {
            "form_id": form_id_in(page), "course": "teaming", "whom": "chosen",
            "pairs": pair_id, "due_on": "2027-05-01",
        }  # fmt: skip
        return lee.post(address, data=sent).status_code

    assert (give(cast.pair.id), give(other.id)) == (303, 400)
    session.expire_all()
    assert session.scalars(select(Assignment.due_on)).all() == [date(2027, 5, 1)]


def test_the_board_gives_an_archived_course_to_nobody_new(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    address = f"/lead/acts?act=course&pair={cast.pair.id}"
    form_id = form_id_in(lee.get(address))
    found = []
    for state in (CourseState.ARCHIVED, CourseState.OPEN):
        put(session, course, state)
        lee.post(address, data={"form_id": form_id, "course": "teaming"})
        session.rollback()
        found.append(len(session.scalars(select(Assignment)).all()))

    assert found == [0, 1]


def test_a_leader_cannot_open_or_archive(cast: Cast, course: Course, browser_of: Browser) -> None:
    assert browser_of(cast.lee).get("/author/teaming/archive").status_code == 403


@pytest.mark.parametrize("is_told", [True, False])
def test_who_archived_a_course_is_named_where_that_is_known(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore,
    is_told: bool,
) -> None:  # fmt: skip
    by_id = cast.ada.id if is_told else None
    actions.change_state(session, course.slug, CourseState.ARCHIVED, by_id=by_id, now=NOW)
    session.commit()

    page_as_before(browser_of(cast.tess).get("/author/teaming/archive").text)
