"""How do a team's people place themselves at the start of a course, and how far have they moved?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tandem.learning.pulse.queries import placed_in_team
from tandem.learning.pulse.rules import Placed, moved
from tandem.library.served import ServedCourse
from tandem.terms import PulseTime
from tandem.together.steps.scale_means import PairMean, Turned, mean_in_fives


@dataclass(frozen=True)
class PulseLine:
    """One item at one time: the mean at the start, or later the mean change, and what it says."""

    item: str
    asked: PulseTime
    mean: PairMean
    turned: Turned | None = None


@dataclass(frozen=True)
class TeamPulse:
    """A course that asks, and what is told of its items."""

    course: ServedCourse
    lines: tuple[PulseLine, ...]


def team_pulses(
    session: Session, team_id: int, courses: Iterable[ServedCourse], *, reader_id: int
) -> tuple[TeamPulse, ...]:
    """What is told of a team's pulses, in full groups of five people. One query."""
    placed = placed_in_team(session, team_id, reader_id=reader_id)
    pulses = (
        TeamPulse(course, tuple(lines_of(course, placed.get(course.id, [])))) for course in courses
    )
    return tuple(pulse for pulse in pulses if pulse.lines)


def lines_of(course: ServedCourse, placed: list[Placed]) -> Iterator[PulseLine]:
    """The lines of a course; nothing of what fewer than five people have placed."""
    for item in course.pulse.items if course.pulse else ():
        known = moved(placed, item.key)
        start = mean_in_fives(known.start)
        if start is None:
            continue
        yield PulseLine(item.text, PulseTime.START, start)
        for time in (PulseTime.END, PulseTime.LATER):
            mean = mean_in_fives(known.since.get(time, ()))
            if mean is not None:
                yield PulseLine(item.text, time, mean, mean.turned)
