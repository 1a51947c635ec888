"""How much comes back in a week, and what of a lesson can?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tandem.content.lesson import Lesson, Question, QuestionKind, Section, SectionKind
from tandem.learning.refreshers.budget import (
    SECONDS,
    SECONDS_A_WEEK,
    asked_alone,
    has_room,
    seconds_left,
    week_began_at,
)
from tandem.terms import Role, Show
from tests.cast import NOW
from tests.lessons import REP, SUPPORT, lesson, question


def names(of: Lesson, role: Role = Role.REP) -> list[str]:
    """What can come back to this role."""
    return [asked.id for asked in asked_alone(of, role)]


@pytest.mark.parametrize("kind", QuestionKind)
def test_what_is_played_or_written_does_not_come_back(kind: QuestionKind) -> None:
    comes_back = kind not in {QuestionKind.SCENARIO, QuestionKind.WRITE}

    assert names(lesson(Question("q", kind, "Q"))) == (["q"] if comes_back else [])


@pytest.mark.parametrize(
    ("show", "found"), [(Show.END, ["q"]), (Show.EACH, ["q"]), (Show.NEVER, [])]
)
def test_a_quiz_that_never_shows_its_answers_does_not_come_back(
    show: Show, found: list[str]
) -> None:
    assert names(lesson(question("q"), show=show)) == found


def test_each_role_is_asked_what_it_reads() -> None:
    quiz = SectionKind.QUIZ
    module = Lesson("m", "M", sections=(
        Section(quiz, "Q", 2, questions=(question("r", roles=REP), question("s", roles=SUPPORT))),
        Section(quiz, "Q", 2, questions=(question("theirs"),), roles=SUPPORT),
        Section(SectionKind.READING, "R", 2, questions=(question("read"),)),
        Section(quiz, "Q", 2, questions=(question("both"),)),
    ))  # fmt: skip

    assert names(module) == ["r", "both"]
    assert names(module, Role.SUPPORT) == ["s", "theirs", "both"]
    assert names(module, Role.LEADER) == ["both"]


@pytest.mark.parametrize(
    ("zone", "began"),
    [
        ("UTC", "2026-02-23T00:00:00+00:00"),
        ("Asia/Tokyo", "2026-03-02T00:00:00+09:00"),
        ("America/New_York", "2026-02-23T00:00:00-05:00"),
    ],
)
def test_a_week_begins_on_monday_where_somebody_is(zone: str, began: str) -> None:
    sunday_evening = datetime(2026, 3, 1, 20, tzinfo=UTC)

    assert week_began_at(sunday_evening, zone).isoformat() == began


def test_on_a_monday_the_week_has_begun_that_day() -> None:
    monday = datetime(2026, 3, 2, tzinfo=UTC)

    assert week_began_at(monday, "UTC") == monday
    assert week_began_at(monday - timedelta(seconds=1), "UTC") == monday - timedelta(days=7)


def test_what_was_answered_as_the_week_began_counts_for_it() -> None:
    began = week_began_at(NOW, "UTC")
    answered = [(began, 30), (began - timedelta(seconds=1), 40), (NOW, 20)]

    assert seconds_left(answered, now=NOW, zone="UTC") == 70
    assert seconds_left([], now=NOW, zone="UTC") == 120


@pytest.mark.parametrize(
    ("kind", "fit"),
    [
        (QuestionKind.TRUE_FALSE, 6),
        (QuestionKind.SINGLE, 4),
        (QuestionKind.MULTIPLE, 3),
        (QuestionKind.NUMERIC, 3),
        (QuestionKind.SHORT, 3),
        (QuestionKind.FILL, 3),
        (QuestionKind.ORDER, 2),
        (QuestionKind.MATCH, 2),
    ],
)
def test_so_many_questions_of_a_kind_fit_into_a_week(kind: QuestionKind, fit: int) -> None:
    assert SECONDS_A_WEEK // SECONDS[kind] == fit


@pytest.mark.parametrize(("needed", "room"), [(100, True), (101, False), (0, True), (120, False)])
def test_there_is_room_for_a_question_of_twenty_seconds(needed: int, room: bool) -> None:
    assert has_room([(NOW, needed)], now=NOW, zone="UTC") is room
