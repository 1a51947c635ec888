"""In which order do the options stand of a question that comes back? Plain values only."""

from __future__ import annotations

from tandem.content.lesson import Lesson, Option, Question, QuestionKind, Section, SectionKind
from tandem.learning.refreshers.pages import shown
from tandem.learning.refreshers.queries import LearnedCourse, LearnedPart
from tandem.learning.refreshers.schedule import first_memory
from tandem.learning.refreshers.turn import (
    PastRefresher,
    RefresherCard,
    RefresherSituation,
    RefresherTurn,
)
from tandem.library.served import ServedModule
from tandem.terms import RefresherFace, Role
from tests.cast import NOW

OWN = RefresherFace.OWN
ASKED = Question(
    "q1", QuestionKind.SINGLE, "Q", options=tuple(Option(k, k, right=k == "a") for k in "abcdef")
)
QUIZ = Section(SectionKind.QUIZ, "Quiz", 2, questions=(ASKED,))
MODULE = ServedModule(7, "engine", 70, Lesson("engine", "Engine", sections=(QUIZ,)))
TURN = RefresherTurn(
    RefresherCard(7, "q1", Role.REP, ASKED.kind, first_memory(right=True, at=NOW), NOW), OWN
)


def order(*past: tuple[int, str]) -> list[str]:
    """The options as they stand for somebody who has given these answers, each to a question."""
    given = tuple(PastRefresher(id, 7, name, OWN, None, None, 30, NOW, None) for id, name in past)
    learned = [LearnedCourse(Role.REP, (LearnedPart(MODULE, NOW),))]
    page = shown(learned, RefresherSituation(1, "UTC", past=given), TURN)
    return [option.key for option in page.question.options]


def test_options_stand_as_they_stood_until_their_question_is_answered() -> None:
    assert [order((number, "q2")) for number in range(1, 9)] == [order()] * 8
    assert len({tuple(order((number, "q1"))) for number in range(1, 9)}) > 1
