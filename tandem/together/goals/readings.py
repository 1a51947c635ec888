"""What was measured, day by day, and what stood there before it was corrected?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tandem.figures.intervals import Figure, Period, period_of
from tandem.models import GoalReading, Person


@dataclass(frozen=True)
class EarlierValue:
    """What stood for a day before it was corrected; no value where it was taken out."""

    id: int
    value: float | None
    by_name: str
    at: datetime


@dataclass(frozen=True)
class DayReading:
    """The figure of a day as it counts now, with what stood there before, newest first.

    No value where the figure was taken out.
    """

    id: int
    day: date
    value: float | None
    period: Period
    by_name: str
    at: datetime
    earlier: tuple[EarlierValue, ...]


def figures_of(readings: Iterable[DayReading]) -> tuple[Figure, ...]:
    """The readings that count."""
    return tuple(
        Figure(reading.day, reading.value) for reading in readings if reading.value is not None
    )


def readings_of(
    session: Session, periods: Mapping[int, tuple[date, date]]
) -> dict[int, tuple[DayReading, ...]]:
    """The readings of measures by day, each with its history. One query.

    `periods` tells the first and the last day of each measure's baseline, by its id.
    """
    query = (
        select(GoalReading)
        .where(GoalReading.measure_id.in_(periods))
        .options(joinedload(GoalReading.by))
        .order_by(GoalReading.day, GoalReading.id.desc())
    )
    days: dict[tuple[int, date], list[GoalReading]] = defaultdict(list)
    for row in session.scalars(query):
        days[row.measure_id, row.day].append(row)
    by_measure: dict[int, list[DayReading]] = {measure_id: [] for measure_id in periods}
    for (measure_id, _), rows in days.items():
        begins, ends = periods[measure_id]
        by_measure[measure_id].append(reading_of(rows, begins=begins, ends=ends))
    return {measure_id: tuple(readings) for measure_id, readings in by_measure.items()}


def reading_of(rows: Sequence[GoalReading], *, begins: date, ends: date) -> DayReading:
    """One day from its rows, newest first."""
    newest, *before = rows
    return DayReading(
        id=newest.id,
        day=newest.day,
        value=newest.value,
        period=period_of(newest.day, begins=begins, ends=ends),
        by_name=name_of(newest.by),
        at=newest.at,
        earlier=tuple(EarlierValue(row.id, row.value, name_of(row.by), row.at) for row in before),
    )


def name_of(person: Person | None) -> str:
    """A name; a dash where whoever it was is no longer there."""
    return person.name if person else "–"


def reading_in(readings: Iterable[DayReading], reading_id: int) -> DayReading | None:
    """The reading of the day that this row belongs to; None where it is not among them."""
    return next(
        (
            reading
            for reading in readings
            if reading_id in {reading.id, *(before.id for before in reading.earlier)}
        ),
        None,
    )


def values_by_day(readings: Iterable[DayReading]) -> dict[date, float]:
    """What counts for each day."""
    return {reading.day: reading.value for reading in readings if reading.value is not None}
