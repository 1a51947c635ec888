"""What can a leader do for many pairs at once, which does it reach, and what takes it back?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tandem.terms import PairState

MOST = 100


class Act(StrEnum):
    """What is done for the pairs that were ticked."""

    COURSE = "course"
    PAUSE = "pause"
    RESUME = "resume"


REACHES = {
    Act.COURSE: {PairState.PROPOSED, PairState.ACTIVE, PairState.PAUSED},
    Act.PAUSE: {PairState.ACTIVE},
    Act.RESUME: {PairState.PAUSED},
}


def reaches(act: Act, state: PairState) -> bool:
    """Can this be done for a pair in this state?"""
    return state in REACHES[act]


@dataclass(frozen=True)
class PairBefore:
    """What an act changed for one pair: its date or its pause as it was, None where none was."""

    pair_id: int
    day: date | None = None
    zone: str | None = None
    due_days: int | None = None
    renew_months: int | None = None
    had_own: bool = False


@dataclass(frozen=True)
class DoneAct:
    """What was done, so that it can be taken back: until `day` they rest, or by then it is due.

    `course_id` is that of a course that was given.
    """

    act: Act
    before: tuple[PairBefore, ...]
    day: date | None = None
    course_id: int | None = None


def packed(done: DoneAct) -> dict[str, Any]:
    """What was done, in plain values."""
    return {
        "act": done.act.value,
        "day": in_text(done.day),
        "course": done.course_id,
        "before": [
            [row.pair_id, in_text(row.day), row.zone, row.due_days, row.renew_months, row.had_own]
            for row in done.before
        ],
    }


def unpacked(values: Mapping[str, Any]) -> DoneAct:
    """What was done, from the values of `packed`."""
    return DoneAct(
        act=Act(values["act"]),
        day=in_date(values["day"]),
        course_id=values["course"],
        before=tuple(
            PairBefore(pair_id, in_date(day), zone, days, months, had_own)
            for pair_id, day, zone, days, months, had_own in values["before"]
        ),
    )


def in_text(day: date | None) -> str:
    """A day as it is kept."""
    return day.isoformat() if day else ""


def in_date(text: str) -> date | None:
    """A day that was kept."""
    return date.fromisoformat(text) if text else None
