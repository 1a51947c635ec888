"""How much comes back in a week? Two minutes at most, by what each kind of question needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from tandem.content.face import reads
from tandem.content.lesson import Lesson, Question, QuestionKind, SectionKind
from tandem.dates import local_day, zone_named
from tandem.terms import Role, Show

SECONDS_A_WEEK = 120
# What can be asked alone and marked at once, and about how many seconds it takes.
SECONDS: dict[QuestionKind, int] = {
    QuestionKind.TRUE_FALSE: 20,
    QuestionKind.SINGLE: 30,
    QuestionKind.MULTIPLE: 40,
    QuestionKind.NUMERIC: 40,
    QuestionKind.SHORT: 40,
    QuestionKind.FILL: 40,
    QuestionKind.ORDER: 60,
    QuestionKind.MATCH: 60,
}
SHORTEST = min(SECONDS.values())


def asked_alone(lesson: Lesson, role: Role) -> tuple[Question, ...]:
    """The questions of a lesson that can come back to this role, each by itself.

    Not what is played or written, and nothing of a quiz that never shows its answers.
    """
    if lesson.show is Show.NEVER:
        return ()
    return tuple(
        question
        for section in lesson.sections
        if section.kind is SectionKind.QUIZ and reads(role, section.roles)
        for question in section.questions
        if question.kind in SECONDS and reads(role, question.roles)
    )


def week_began_at(now: datetime, zone: str) -> datetime:
    """The start of the week, Monday, where somebody is."""
    today = local_day(now, zone)
    monday = today - timedelta(days=today.weekday())
    return datetime.combine(monday, time.min, tzinfo=zone_named(zone))


def seconds_left(answered: Iterable[tuple[datetime, int]], *, now: datetime, zone: str) -> int:
    """What is left of this week after these answers: when, and how long each was taken to need."""
    began_at = week_began_at(now, zone)
    return SECONDS_A_WEEK - sum(seconds for at, seconds in answered if at >= began_at)


def has_room(answered: Iterable[tuple[datetime, int]], *, now: datetime, zone: str) -> bool:
    """Does this week still hold any question after these answers?"""
    return seconds_left(answered, now=now, zone=zone) >= SHORTEST
