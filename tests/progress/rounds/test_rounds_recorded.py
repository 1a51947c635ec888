"""Which rounds are recorded, as the rows say?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Course, Module, PairCompletion, RoundDone
from tandem.progress import rounds
from tandem.progress.rules.rounds import Round
from tests.cast import NOW, House
from tests.lessons import finish, give, lesson, question, serve
from tests.plain_courses import COURSE, DONE, pair, pair_course


@pytest.fixture
def course(session: Session, cast: House) -> Course:
    """A course of two modules that both teams have, beside one that nobody has."""
    for slug in ("other", "teaming"):
        modules = [lesson(question("q1"), name=f"{slug}-{number}") for number in (1, 2)]
        course = serve(session, *modules, course_slug=slug)
    for team in (cast.north, cast.south):
        give(session, course, team)
    return course


def recorded(session: Session) -> list[tuple[int, int, int]]:
    """The rounds on record: pair, course, number."""
    rows = session.execute(select(RoundDone.pair_id, RoundDone.course_id, RoundDone.number))
    return [*map(tuple, rows)]  # type: ignore[arg-type]


@pytest.mark.parametrize("left", ["none", "withdrawn", "not served", "set complete", "open"])
def test_a_round_ends_when_both_have_completed_every_module_that_is_served(
    session: Session, cast: House, course: Course, left: str
) -> None:
    last = session.scalars(select(Module).where(Module.slug == "teaming-2")).one()
    match left:
        case "withdrawn":
            last.withdrawn_at = NOW
        case "not served":
            last.revision_id = None
        case "set complete":
            facts = {"revision_id": last.revision_id, "how": "override", "at": NOW}
            session.add_all(
                PairCompletion(
                    pair_id=cast.other_pair.id, person_id=who.id, module_id=last.id, **facts
                )
                for who in (cast.otto, cast.ona)
            )
    session.commit()
    for who in (cast.otto, cast.ona):
        for slug in ("teaming-2", "teaming-1") if left == "none" else ("teaming-1",):
            finish(session, who, slug)

    whole = [] if left == "open" else [(cast.other_pair.id, course.id, 1)]
    assert recorded(session) == whole


def test_what_somebody_else_has_completed_does_not_count_for_them(
    session: Session, cast: House, course: Course
) -> None:
    for who, slug in ((cast.sam, "teaming-1"), (cast.sue, "teaming-1"), (cast.sue, "teaming-2")):
        finish(session, who, slug)
    module_id = session.scalars(select(Module.id).where(Module.slug == "teaming-2")).one()
    whose = {"module_id": module_id, "person_id": cast.sam.id}

    assert session.scalars(rounds.NEVER_COMPLETED, whose).one() == module_id
    assert session.scalars(rounds.NEVER_COMPLETED, {**whose, "person_id": cast.abe.id}).one()
    assert session.scalars(rounds.NEVER_COMPLETED, {**whose, "person_id": cast.sue.id}).all() == []


@pytest.mark.parametrize(
    ("known", "left"),
    [((7, 5, 2), 0), ((8, 5, 2), 1), ((7, 6, 2), 1), ((7, 5, 1), 1)],
)
def test_a_round_is_recorded_once_for_each_pair_and_course(
    session: Session, cast: House, known: tuple[int, int, int], left: int
) -> None:
    numbers = {7: cast.pair.id, 8: cast.second_pair.id}
    courses = {5: serve(session, lesson(), course_slug="a"), 6: serve(session, course_slug="b")}
    row = RoundDone(pair_id=numbers[known[0]], course_id=courses[known[1]].id, number=known[2])
    row.finished_at = NOW
    session.add(row)
    session.flush()
    course = replace(COURSE, id=courses[5].id)
    done = [
        replace(pair_course((DONE, DONE), of=pair(numbers[7]), course=course), round=Round(2, NOW)),
    ]  # fmt: skip

    assert len(rounds.rounds_to_record(session, done)) == left
    assert rounds.record_rounds(session, done) is bool(left)
    assert rounds.record_rounds(session, done) is False
