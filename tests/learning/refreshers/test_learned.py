"""What of the courses of somebody can come back, and who is guessed? Plain values only."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tandem.learning.refreshers.queries import (
    LearnedCourse,
    LearnedPart,
    companions_of,
    courses_learned_in,
    guesses_in,
    learned_courses,
    may_be_due,
    read_first,
    situation_in,
)
from tandem.learning.refreshers.queries import LearnerRecords as Records
from tandem.learning.refreshers.schedule import EARLIEST
from tandem.learning.refreshers.turn import PastRefresher
from tandem.progress.rules.rounds import Round
from tandem.terms import PairState, RefresherFace, Role
from tests.cast import NOW
from tests.plain_courses import DONE, OPEN, alone, pair, pair_course, served, shared

SAM, SUE, ABE = 1, 2, 3
OTHER, OWN = RefresherFace.OTHER, RefresherFace.OWN
SECOND = timedelta(seconds=1)
LONG_AGO, LATELY = NOW - EARLIEST, NOW - EARLIEST + SECOND


@pytest.mark.parametrize(
    ("mine", "theirs", "due"),
    [
        (LONG_AGO, None, True),
        (LATELY, None, False),
        (LATELY, LONG_AGO, True),
        (None, LONG_AGO, False),
        (None, None, False),
    ],
)
def test_a_module_may_come_back_once_it_was_finished_and_is_old_enough_for_one_of_the_two(
    mine: datetime | None, theirs: datetime | None, due: bool
) -> None:
    course = LearnedCourse(Role.REP, (LearnedPart(served(7), mine, theirs),))

    assert list(may_be_due([course], now=NOW)) == ([7] if due else [])


def test_while_a_pair_rests_its_questions_do_too_and_what_is_read_alone_has_no_pair() -> None:
    courses = [
        shared(5, (DONE, OPEN)), shared(6, (DONE, OPEN), state=PairState.PAUSED),
        shared(7, (DONE, OPEN), state=PairState.ENDED),
    ]  # fmt: skip

    found = learned_courses(courses, [alone(Role.TRAINER, DONE, OPEN)])

    assert [(course.pair_id, course.partner_id, course.role) for course in found] == [
        (5, SUE, Role.REP), (0, 0, Role.TRAINER),
    ]  # fmt: skip
    assert [part.mine_at for part in found[1].modules] == [NOW, None]


@pytest.mark.parametrize(
    ("state", "people", "who"),
    [
        (PairState.ACTIVE, {SAM, SUE}, [SAM, SUE]),
        (PairState.ACTIVE, {SUE, ABE}, [SUE]),
        (PairState.ACTIVE, {ABE}, []),
        (PairState.PAUSED, {SAM, SUE}, []),
        (PairState.ENDED, {SAM, SUE}, []),
    ],
)
def test_of_a_pair_that_works_each_of_these_people_learns_as_in_their_own_seat(
    state: PairState, people: set[int], who: list[int]
) -> None:
    round = Round(2, NOW - SECOND)
    given = pair_course((DONE, OPEN), of=pair(5, state=state), round=round)

    found = courses_learned_in([given], people)

    assert list(found) == who
    seats = {SAM: (Role.REP, SUE, NOW, None), SUE: (Role.SUPPORT, SAM, None, NOW)}
    for person_id, (learned,) in found.items():
        (part,) = learned.modules
        own = (learned.role, learned.partner_id, part.mine_at, part.theirs_at)
        assert own == seats[person_id]
        assert (learned.pair_id, learned.round) == (5, round)


def course(pair_id: int, *, partner: int = SUE, role: Role = Role.REP, round: Round | None = None,
           modules: tuple[int, ...] = (1,)) -> LearnedCourse:  # fmt: skip
    """A course of a pair."""
    parts = tuple(LearnedPart(served(number), NOW) for number in modules)
    return LearnedCourse(role, parts, round or Round(), pair_id, partner)


def test_the_round_that_began_last_comes_first_then_rep_then_the_oldest_pair() -> None:
    courses = [
        course(4, role=Role.SUPPORT, round=Round(2, NOW)), course(9, round=Round(2, NOW)),
        course(3), course(1, role=Role.SUPPORT), course(2), course(5, round=Round(2, NOW + SECOND)),
    ]  # fmt: skip

    assert [each.pair_id for each in sorted(courses, key=read_first)] == [5, 9, 4, 2, 3, 1]


def past(
    id: int, face: RefresherFace = OTHER, *, pair_id: int | None = 5, guess: int | None = None,
    has_answer: bool = False,
) -> PastRefresher:  # fmt: skip
    """Something that was answered."""
    return PastRefresher(id, 1, "q", face, pair_id, guess, 30, NOW, None, has_answer)


def test_guesses_are_those_of_a_pair() -> None:
    answers = [past(1), past(2, OWN), past(3, pair_id=6), past(4)]

    assert [guess.id for guess in guesses_in(answers, 5)] == [1, 4]


PEOPLE = {SAM: ("UTC", "Sam"), SUE: ("UTC", "Sue")}


def test_a_partner_who_wants_refreshers_is_guessed_in_each_pair() -> None:
    theirs = [past(11), past(12, has_answer=True), past(13, OWN, guess=2)]
    records = Records(PEOPLE, {SAM: [past(1), past(2)], SUE: theirs}, {})
    learned = [
        course(6),
        course(5),
        course(5, modules=(2,)),
        course(0, partner=0),
        course(8, partner=ABE),
    ]

    first, second = companions_of(records, SAM, learned)

    assert (first.pair_id, second.pair_id, first.name) == (5, 6, "Sue")
    assert [guess.id for guess in first.guesses] == [11]
    assert [guess.id for guess in first.guessed] == [1, 2]
    assert first.answered == {2: NOW}
    assert (second.guesses, second.guessed) == ((), ())


def test_a_module_read_in_several_pairs_counts_where_its_round_began_last() -> None:
    learned = [
        course(5, modules=(1, 2)), course(6, modules=(1,), round=Round(2, NOW)),
        replace(course(0, modules=(3,)), role=Role.TRAINER),
    ]  # fmt: skip

    situation = situation_in(Records(PEOPLE, {SAM: [past(1)]}, {}), SAM, learned)

    assert situation.read_in == {1: 6, 2: 5}
    assert (situation.zone, situation.past) == ("UTC", (past(1),))
