"""Which questions of a module can come back to somebody, and what do they remember of them?"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from tandem.content.lesson import Question
from tandem.learning.refreshers.past import Marks
from tandem.learning.refreshers.queries import (
    LearnedCourse,
    LearnedPart,
    LearnerRecords,
    cards_in,
    first_marks,
    newest_memory,
    own_cards,
    partners_cards,
)
from tandem.learning.refreshers.schedule import Memory, first_memory
from tandem.learning.refreshers.turn import PastRefresher, RefresherCard
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import RefresherFace, Role
from tests.cast import NOW
from tests.lessons import question
from tests.plain_courses import served

SAM, SUE, MODULE = 1, 2, 7
HOUR = timedelta(hours=1)
REP, SUPPORT = Role.REP, Role.SUPPORT
QUESTIONS = (question("q1"), question("q2", was="old"), question("q3"))


def attempt(hours: int = 0, **marks: bool) -> tuple[datetime, str]:
    """A quiz that was sent so many hours after noon, with what was right."""
    return NOW + hours * HOUR, json.dumps(marks)


def memory(hours: int = 0, *, right: bool = True) -> Memory:
    """What is remembered of a question that was answered so many hours after noon."""
    return first_memory(right=right, at=NOW + hours * HOUR)


def past(name: str, hours: int = 1, *, module: int = MODULE, forgot: bool = False) -> PastRefresher:
    """A question that came back, and was answered so many hours after noon."""
    left = None if forgot else memory(hours)
    at = NOW + hours * HOUR
    return PastRefresher(1, module, name, RefresherFace.OWN, 5, None, 30, at, left)


def records(marks: Marks, *answers: PastRefresher) -> LearnerRecords:
    """What Sam and Sue have answered; every module asks the same questions of every role."""
    asked: dict[tuple[int, Role], tuple[Question, ...]] = {
        (number, role): QUESTIONS for number in (MODULE, 8) for role in Role
    }
    return LearnerRecords({}, {SAM: [*answers]}, marks, asked=asked)


def cards(
    known: LearnerRecords, *, round: Round = FIRST, learned_at: datetime | None = NOW
) -> list[RefresherCard]:
    """What can come back to Sam of the module."""
    return [*cards_in(known, SAM, served(MODULE), REP, round, learned_at=learned_at)]


@pytest.mark.parametrize(
    ("attempts", "round", "marks"),
    [
        ([], FIRST, {}),
        ([attempt(q1=False), attempt(1, q1=True)], FIRST, {"q1": False}),
        ([attempt(q1=True), attempt(1, q1=False, q2=True)], FIRST, {"q1": True, "q2": True}),
        ([attempt(q1=True), attempt(2, q1=False)], Round(2, NOW + HOUR), {"q1": False}),
        ([attempt(1, q1=True)], Round(2, NOW + HOUR), {"q1": True}),
        ([attempt(q1=True)], Round(2, NOW + HOUR), {}),
    ],
)
def test_the_first_answer_of_the_round_says_whether_a_question_was_right(
    attempts: list[tuple[datetime, str]], round: Round, marks: dict[str, bool]
) -> None:
    assert first_marks(attempts, round) == marks


def test_what_the_quiz_asked_comes_back_also_under_the_name_it_had_before() -> None:
    known = records({(SAM, MODULE): [attempt(q1=True, old=False, q9=True)]})

    first, second = cards(known)

    assert [(card.question, card.was) for card in (first, second)] == [("q1", ""), ("q2", "old")]
    assert (first.memory, second.memory) == (memory(), memory(right=False))
    assert {(card.module_id, card.role, card.learned_at) for card in (first, second)} == {
        (MODULE, REP, NOW)
    }


@pytest.mark.parametrize(
    ("whose", "learned_at", "hours"),
    [((SUE, MODULE), NOW, 0), ((SAM, 8), NOW, 0), ((SAM, MODULE), None, 0)],
)
def test_nothing_comes_back_of_what_was_not_learned_or_not_answered(
    whose: tuple[int, int], learned_at: datetime | None, hours: int
) -> None:
    assert cards(records({whose: [attempt(hours, q1=True)]}), learned_at=learned_at) == []


@pytest.mark.parametrize(
    ("answer", "round", "counts"),
    [
        (past("q1", 2), FIRST, True),
        (past("q1", 2), Round(2, NOW + 2 * HOUR), True),
        (past("q1", 1), Round(2, NOW + 2 * HOUR), False),
        (past("q1", module=8), FIRST, False),
        (past("q2"), FIRST, False),
        (past("q1", forgot=True), FIRST, False),
    ],
)
def test_what_was_answered_since_counts_for_its_question_module_and_round(
    answer: PastRefresher, round: Round, counts: bool
) -> None:
    known = records({(SAM, MODULE): [attempt(9, q1=False)]}, answer)

    (card,) = cards(known, round=round)

    assert card.memory == (answer.memory if counts else memory(right=False))


def test_of_two_names_of_a_question_the_later_answer_is_remembered() -> None:
    _, renamed, other = QUESTIONS
    early, late = memory(1), memory(2)

    assert newest_memory({"q2": early, "old": late}, renamed) == late
    assert newest_memory({"q2": late, "old": early}, renamed) == late
    assert newest_memory({"old": early, "q3": late}, renamed) == early
    assert newest_memory({"q2": late}, other) is None
    assert newest_memory({}, renamed) is None


def test_own_questions_are_those_of_each_finished_module_in_the_role_that_reads_it() -> None:
    known = records({(SAM, 7): [attempt(q1=True)], (SAM, 8): [attempt(q3=True)]})
    later = NOW + HOUR
    parts = [
        (LearnedPart(served(7), NOW, None), LearnedCourse(REP, ())),
        (LearnedPart(served(8), later, NOW), LearnedCourse(SUPPORT, ())),
        (LearnedPart(served(9), None, NOW), LearnedCourse(REP, ())),
    ]

    found = own_cards(known, SAM, parts)

    assert [(card.module_id, card.question, card.role, card.learned_at) for card in found] == [
        (7, "q1", REP, NOW), (8, "q3", SUPPORT, later),
    ]  # fmt: skip


def test_the_partners_questions_are_those_of_modules_that_both_have_finished() -> None:
    later = NOW + HOUR
    parts = (
        LearnedPart(served(7), NOW, later), LearnedPart(served(8), None, NOW),
        LearnedPart(served(8), NOW, None),
    )  # fmt: skip
    course = LearnedCourse(REP, parts, pair_id=5, partner_id=SUE)
    theirs = records({(SUE, 7): [attempt(q1=True)], (SUE, 8): [attempt(q3=True)]})
    mine = records({(SAM, 7): [attempt(q2=True)]})

    for known in (theirs, LearnerRecords({}, {}, mine.marks, lambda: theirs)):
        (card,) = partners_cards(known, [course])

        assert (card.module_id, card.question, card.role) == (7, "q1", SUPPORT)
        assert card.learned_at == later
