"""Does a row of status follow from what the two have done in this course, in this round?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tandem.content.lesson import Lesson, StepKind
from tandem.leading.status import rows
from tandem.leading.status.rows import folded_names, is_hard, status_row
from tandem.library.served import ServedCourse, ServedModule
from tandem.models import (
    Assignment,
    Attempt,
    Course,
    Module,
    Pair,
    PairChange,
    Person,
    RecordedAnswer,
    RecordedAnswerShown,
)
from tandem.people.pairs.queries import pairs_by_id
from tandem.progress.pair_courses import PairCourse, PairModule, courses_of
from tandem.progress.rules.halves import FINISHED, Asks, HalfInPair, Trace, half_in_pair
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import PairState, Promise, Step
from tests.cast import NOW, House
from tests.leading.board.road_rows import SAM, SUE, pair
from tests.lessons import assign, lesson, question, serve

DAY = timedelta(days=1)
ASKS = Asks(frozenset({Step.READ, Step.QUIZ}), ())
FIRST_MODULE, SECOND_MODULE = 11, 12


def half(*done: str, set_by: str = "") -> HalfInPair:
    """A half of which these steps are done, or which a leader has set complete."""
    alone = tuple(Trace(what, NOW) for what in done)
    in_pair = (Trace(FINISHED, NOW, 1, set_by),) if set_by else ()
    return half_in_pair(ASKS, alone, in_pair, round=FIRST)


OPEN, READ, PASSED = half(), half(Step.READ), half(Step.QUIZ)
DONE, SET = half(Step.READ, Step.QUIZ, FINISHED), half(set_by="Lee Moreau")


def course_of(
    *halves: tuple[HalfInPair, HalfInPair], round: Round = FIRST, **changes: Any
) -> PairCourse:
    """Sam and Sue in a course of modules of these halves, which are numbered from 11."""
    modules = tuple(
        PairModule(ServedModule(number, f"m{number}", number, Lesson("m", "M")), *both)
        for number, both in enumerate(halves, FIRST_MODULE)
    )
    served = ServedCourse(3, "c", "C", "", "", frozenset(), tuple(m.module for m in modules))
    plain = PairCourse(pair(), served, None, "UTC", modules, False, NOW, False, False, round=round)
    return replace(plain, **changes)


@pytest.mark.parametrize(
    ("first", "failed", "hard"),
    [
        ((OPEN, OPEN), {(SAM.id, FIRST_MODULE): 3}, True),
        ((OPEN, OPEN), {(SUE.id, SECOND_MODULE): 3}, True),
        ((OPEN, OPEN), {(SAM.id, FIRST_MODULE): 2}, False),
        ((OPEN, OPEN), {(SAM.id, FIRST_MODULE): 2, (SUE.id, FIRST_MODULE): 1}, False),
        ((OPEN, OPEN), {(SAM.id, FIRST_MODULE): 2, (SAM.id, SECOND_MODULE): 1}, False),
        ((OPEN, OPEN), {(9, FIRST_MODULE): 3, (SAM.id, 9): 3}, False),
        ((READ, OPEN), {(SAM.id, FIRST_MODULE): 3}, True),
        ((PASSED, OPEN), {(SAM.id, FIRST_MODULE): 3}, False),
        ((SET, OPEN), {(SAM.id, FIRST_MODULE): 3}, False),
        ((DONE, OPEN), {(SUE.id, FIRST_MODULE): 3}, True),
        ((OPEN, DONE), {(SUE.id, FIRST_MODULE): 3}, False),
    ],
)
def test_a_quiz_is_hard_that_one_of_the_two_has_tried_three_times_and_not_passed(
    first: tuple[HalfInPair, HalfInPair], failed: dict[tuple[int, int], int], hard: bool
) -> None:
    moments = {key: [NOW] * times for key, times in failed.items()}

    assert is_hard(course_of(first, (OPEN, OPEN)), moments) is hard


@pytest.mark.parametrize(("began_at", "hard"), [(None, True), (NOW, True), (NOW + DAY, False)])
def test_what_was_hard_in_an_earlier_round_counts_no_more(
    began_at: datetime | None, hard: bool
) -> None:
    moments = {(SAM.id, FIRST_MODULE): [NOW, NOW, NOW + DAY]}

    assert is_hard(course_of((OPEN, OPEN), round=Round(2, began_at)), moments) is hard


def row(
    pair_course: PairCourse, *, moved: Collection[datetime] = (), hard: bool = False
) -> dict[str, Any]:
    """The row of a pair that began a day ago."""
    return status_row(pair_course, began_at=NOW - DAY, moved=moved, sealed_at=NOW, is_hard=hard)


@pytest.mark.parametrize(
    ("halves", "state", "is_running"),
    [
        ((READ, DONE), PairState.ACTIVE, True),
        ((DONE, SET), PairState.ACTIVE, False),
        ((READ, DONE), PairState.PAUSED, False),
        ((READ, DONE), PairState.PROPOSED, False),
    ],
)
def test_clocks_run_and_what_is_hard_counts_while_an_active_pair_is_not_through(
    halves: tuple[HalfInPair, HalfInPair], state: PairState, is_running: bool
) -> None:
    made = row(course_of(halves, pair=pair(state)), hard=True)

    assert (made["is_running"], made["is_hard"]) == (is_running, is_running)
    assert made["pair_state"] is state
    clocks = (NOW - DAY, NOW) if is_running else (None, None)
    assert (made["unbegun_since"], made["sealed_since"]) == clocks


def test_a_pair_that_finds_nothing_hard_is_said_to_find_nothing_hard() -> None:
    assert row(course_of((OPEN, OPEN)))["is_hard"] is False


def test_a_pair_stands_still_since_it_moved_last() -> None:
    made = row(course_of((READ, OPEN)), moved=[NOW, NOW + 2 * DAY, NOW + DAY])

    assert (made["unbegun_since"], made["still_since"]) == (None, NOW + 2 * DAY)


@pytest.mark.parametrize(
    ("halves", "is_begun", "stands_at", "following"),
    [
        ([(OPEN, OPEN), (OPEN, OPEN)], False, FIRST_MODULE, Step.READ),
        ([(DONE, READ), (OPEN, OPEN)], True, FIRST_MODULE, Step.QUIZ),
        ([(DONE, DONE), (OPEN, OPEN)], True, SECOND_MODULE, Step.READ),
        ([(DONE, DONE), (DONE, SET)], True, None, None),
    ],
)
def test_a_row_says_where_the_two_stand_and_what_comes_next(
    halves: list[tuple[HalfInPair, HalfInPair]], is_begun: bool, stands_at: int | None,
    following: Step | None,
) -> None:  # fmt: skip
    made = row(course_of(*halves))

    assert (made["is_begun"], made["stands_at_id"], made["next_step"]) == (
        is_begun, stands_at, following,
    )  # fmt: skip


def test_both_dates_of_a_row_are_the_ends_of_their_days_in_its_zone() -> None:
    due_on, renewed = date(2026, 3, 1), date(2026, 7, 1)
    dated = course_of((OPEN, OPEN), due_on=due_on, renewed_due_on=renewed, time_zone="Asia/Tokyo")

    made, without = row(dated), row(course_of((OPEN, OPEN)))

    assert made["due_at"].isoformat() == "2026-03-02T00:00:00+09:00"
    assert made["renewed_due_at"].isoformat() == "2026-07-02T00:00:00+09:00"
    assert (without["due_at"], without["renewed_due_at"]) == (None, None)


def test_names_that_are_longer_than_their_column_are_cut_to_it() -> None:
    long = replace(pair(), rep=replace(SAM, sort_name=("a" * 500, "b" * 500, 1)))

    assert folded_names(pair()) == "adeyemi sam zhang sue"
    assert len(folded_names(long)) == 840


class Records:
    """What the house has recorded of two courses of one module; Sam and Sue have both."""

    def __init__(self, session: Session, cast: House) -> None:
        self.session, self.cast, self.numbers = session, cast, count(1)
        self.course = self.given("first")
        self.other = self.given("second")

    def given(self, name: str) -> Course:
        """A course that Sam's pairs have."""
        course = serve(self.session, lesson(question("q"), name=name), course_slug=name)
        for each in (self.cast.pair, self.cast.second_pair):
            assign(self.session, each, course)
        return course

    def module_of(self, course: Course) -> Module:
        """Its only one."""
        return self.session.scalars(select(Module).where(Module.course_id == course.id)).one()

    def tried(
        self, who: Person, course: Course, at: datetime = NOW, *, passed: bool = False
    ) -> None:
        """Somebody has tried the quiz of a course."""
        module = self.module_of(course)
        self.session.add(
            Attempt(
                person_id=who.id, module_id=module.id, revision_id=module.revision_id or 0,
                number=next(self.numbers), role="rep", answers="{}", marks="{}", order="{}",
                right=0, total=1, passed=passed, at=at,
            )
        )  # fmt: skip
        self.session.flush()

    def answered(
        self, of: Pair, course: Course, at: datetime, *, kind: StepKind = StepKind.SEALED
    ) -> RecordedAnswer:
        """Sam has answered a step in a pair."""
        module = self.module_of(course)
        answer = RecordedAnswer(
            pair_id=of.id, person_id=self.cast.sam.id, module_id=module.id,
            revision_id=module.revision_id or 0, step=f"s{next(self.numbers)}", kind=kind,
            promise=Promise.PAIR, content="{}", at=at,
        )  # fmt: skip
        self.session.add(answer)
        self.session.flush()
        return answer

    def row(self, *, round: Round = FIRST) -> dict[str, Any]:
        """The row of Sam and Sue in the first course, in a round."""
        shown = pairs_by_id(self.session, [self.cast.pair.id])
        courses = [replace(each, round=round) for each in courses_of(self.session, shown, now=NOW)]
        made = rows.status_rows(self.session, shown, courses)
        return next(row for row in made if row["course_id"] == self.course.id)


@pytest.fixture
def records(session: Session, cast: House) -> Records:
    """Two courses, and nothing done."""
    return Records(session, cast)


@pytest.mark.parametrize(
    ("given", "active", "round", "since"),
    [
        (0, 0, FIRST, 0),
        (2, 1, FIRST, 2),
        (1, 2, FIRST, 2),
        (1, 2, Round(2, NOW + 3 * DAY), 3),
        (4, 2, Round(2, NOW + 3 * DAY), 4),
    ],
)
def test_a_pair_has_not_begun_since_the_latest_of_its_course_its_start_and_its_round(
    session: Session, cast: House, records: Records, given: int, active: int, round: Round,
    since: int,
) -> None:  # fmt: skip
    session.execute(update(Assignment).values(at=NOW + given * DAY))
    started = update(PairChange).where(PairChange.pair_id == cast.pair.id)
    session.execute(started.values(at=NOW + active * DAY))

    assert records.row(round=round)["unbegun_since"] == NOW + since * DAY


def test_whoever_tries_a_quiz_of_the_course_moves(cast: House, records: Records) -> None:
    records.tried(cast.sam, records.other, NOW + 9 * DAY)
    records.tried(cast.abe, records.course, NOW + 8 * DAY)
    assert records.row()["still_since"] is None

    records.tried(cast.sue, records.course, NOW + 2 * DAY)
    records.tried(cast.sam, records.course, NOW + 3 * DAY)
    records.tried(cast.sam, records.course, NOW + DAY)

    assert records.row()["still_since"] == NOW + 3 * DAY
    assert records.row(round=Round(2, NOW + 3 * DAY))["still_since"] == NOW + 3 * DAY
    assert records.row(round=Round(2, NOW + 4 * DAY))["still_since"] is None


def test_a_quiz_that_was_passed_the_third_time_is_not_hard(cast: House, records: Records) -> None:
    for at in range(2):
        records.tried(cast.sam, records.course)
        records.tried(cast.abe, records.course, passed=at > 0)
    records.tried(cast.sam, records.course, passed=True)
    assert not records.row()["is_hard"]

    records.tried(cast.sam, records.course)
    assert records.row()["is_hard"]


def test_the_first_sealed_answer_that_its_pair_has_not_seen_in_the_course_waits(
    session: Session, cast: House, records: Records
) -> None:
    seen = records.answered(cast.pair, records.course, NOW - 5 * DAY)
    session.add(RecordedAnswerShown(step_answer_id=seen.id, how="both", at=NOW))
    records.answered(cast.pair, records.course, NOW - 4 * DAY, kind=StepKind.REFLECTION)
    records.answered(cast.second_pair, records.course, NOW - 3 * DAY)
    records.answered(cast.pair, records.other, NOW - 2 * DAY)
    assert records.row()["sealed_since"] is None

    for days in (3, 1, 2):
        records.answered(cast.pair, records.course, NOW + days * DAY)

    assert records.row()["sealed_since"] == NOW + DAY
    assert records.row(round=Round(2, NOW + 2 * DAY))["sealed_since"] == NOW + 2 * DAY
    assert records.row(round=Round(2, NOW + 9 * DAY))["sealed_since"] is None
