"""Whose remarks, and which, does somebody read, and in which order?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.figures.paging import ON_A_PAGE
from tandem.learning.remarks import actions, queries
from tandem.learning.remarks.queries import About
from tandem.models import Module
from tests.cast import NOW, Cast
from tests.lessons import lesson, question, serve

Q1 = question("q1")


@pytest.fixture
def modules(session: Session, cast: Cast) -> list[Module]:
    """Two modules that ask the same."""
    course = serve(session, lesson(Q1), lesson(Q1, name="second"))
    of_course = select(Module).where(Module.course_id == course.id)
    return list(session.scalars(of_course.order_by(Module.position)))


def remark(
    session: Session, cast: Cast, module: Module, text: str, *, who: str = "sam",
    is_answered: bool = False,
) -> int:  # fmt: skip
    """Somebody remarks upon a question of a module."""
    assert module.revision_id is not None
    about = About("teaming", module.slug, module.id, module.revision_id, Q1, "en")
    person_id = getattr(cast, who).id
    row = actions.write(session, about, text, person_id=person_id, now=NOW)
    if is_answered:
        later = NOW + timedelta(minutes=1)
        actions.answer(session, row.id, f"To {text}", by_id=cast.tess.id, now=later)
    return row.id


@pytest.fixture
def ids(session: Session, cast: Cast, modules: list[Module]) -> list[int]:
    """Four remarks about the first module in the order in which they came; Sue's is the second.

    The second and the last are answered. Another one is about the other module.
    """
    first, second = modules
    ids = [
        remark(session, cast, first, "one"),
        remark(session, cast, first, "two", who="sue", is_answered=True),
        remark(session, cast, first, "three"),
        remark(session, cast, first, "four", is_answered=True),
    ]
    remark(session, cast, second, "five", who="otto", is_answered=True)
    return ids


def test_of_a_module_a_trainer_reads_first_what_waits_and_then_the_newest(
    session: Session, modules: list[Module], ids: list[int]
) -> None:
    in_order = [ids[2], ids[0], ids[3], ids[1]]
    page = queries.remarks_found(session, course="teaming", module="engine", search="", page=1)

    assert [row.id for row in queries.remarks_about(session, modules[0].id)] == in_order
    assert [row.id for row in page.rows] == in_order
    answered = page.rows[2]
    assert (answered.is_open, answered.answered_by) == (False, "Tess Novak")


def test_ones_own_remarks_are_read_from_the_newest_on(
    session: Session, cast: Cast, ids: list[int]
) -> None:
    page = queries.own_remarks(session, cast.sam.id, search="", page=1)

    assert [row.id for row in page.rows] == [ids[3], ids[2], ids[0]]


def test_the_oldest_of_more_than_a_page_stand_on_the_next(
    session: Session, cast: Cast, modules: list[Module]
) -> None:
    ids = [remark(session, cast, modules[0], str(at)) for at in range(ON_A_PAGE + 1)]

    page = queries.own_remarks(session, cast.sam.id, search="", page=2)

    assert [row.id for row in page.rows] == ids[:1]


@pytest.mark.parametrize(
    ("search", "own", "found"), [("TO", [3], [3, 1]), ("one", [0], [0]), ("five", [], [])]
)
def test_a_remark_is_found_by_its_own_words_and_by_those_of_its_answer(
    session: Session, cast: Cast, ids: list[int], search: str, own: list[int], found: list[int]
) -> None:
    of_sam = queries.own_remarks(session, cast.sam.id, search=search, page=1)
    of_module = queries.remarks_found(
        session, course="teaming", module="engine", search=search, page=1
    )

    assert [row.id for row in of_sam.rows] == [ids[place] for place in own]
    assert [row.id for row in of_module.rows] == [ids[place] for place in found]


def test_an_answer_is_news_until_it_is_put_away_the_newest_first(
    session: Session, cast: Cast, modules: list[Module], ids: list[int]
) -> None:
    last = remark(session, cast, modules[0], "six", is_answered=True)

    def news() -> list[int]:
        return [row.id for row in queries.answers_not_put_away(session, cast.sam.id)]

    assert news() == [last, ids[3]]
    actions.put_away(session, last, person_id=cast.sam.id, now=NOW)
    assert news() == [ids[3]]


def test_of_each_module_it_is_counted_how_many_remarks_wait(
    session: Session, modules: list[Module], ids: list[int]
) -> None:
    assert queries.open_remarks(session) == {modules[0].id: 2}
