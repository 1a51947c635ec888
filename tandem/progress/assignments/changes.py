"""What did giving a course change where it ran already, and what takes that back?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tandem.dates import is_past, local_day

# What was given to more than so many can't be undone at once: it would not fit into an address.
MOST_TO_UNDO = 100


@dataclass(frozen=True)
class CourseTerms:
    """All that a course is given with. The last two follow from the date, and count for nothing
    where two are compared."""

    due_on: date | None
    time_zone: str
    renew_months: int | None
    in_order: bool
    closes: bool
    due_days: int | None = field(default=None, compare=False)
    moved_at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Given:
    """An assignment with what it was given before, None where it is new, and what it has now."""

    assignment_id: int
    before: CourseTerms | None
    after: CourseTerms

    @property
    def has_changed(self) -> bool:
        """Is it new, or does anything differ from before?"""
        return self.before != self.after


def zone_and_days(
    before: CourseTerms | None, due_on: date | None, *, zone: str, now: datetime
) -> tuple[str, int | None]:
    """In which zone a date counts, and how many days it is ahead. A date that a course has already
    and that is over stays as it was set."""
    if due_on is None:
        return zone, None
    zones = {zone, before.time_zone} if before is not None and before.due_on == due_on else set()
    if before is not None and any(is_past(due_on, zone=place, now=now) for place in zones):
        return before.time_zone, before.due_days
    return zone, (due_on - local_day(now, zone)).days


def to_undo(given: Sequence[Given]) -> dict[str, Any] | None:
    """What takes back all that was changed, in plain values; None where nothing was, or too much
    for an address."""
    changed = [row for row in given if row.has_changed]
    return packed(changed) if 0 < len(changed) <= MOST_TO_UNDO else None


def packed(given: Sequence[Given]) -> dict[str, Any]:
    """What was given, in plain values. Mostly all of it has the same terms now."""
    common = given[0].after
    rows = []
    for row in given:
        own = [values_of(row.after)] if row.after != common else []
        rows.append([row.assignment_id, row.before and values_of(row.before), *own])
    return {"after": values_of(common), "rows": rows}


def unpacked(facts: Mapping[str, Any]) -> list[Given]:
    """What was given, from the values of `packed`."""
    return [
        Given(id_, before and terms_in(before), terms_in(*own or [facts["after"]]))
        for id_, before, *own in facts["rows"]
    ]


def values_of(terms: CourseTerms) -> list[Any]:
    """Terms in plain values."""
    due_on = terms.due_on and terms.due_on.isoformat()
    moved_at = terms.moved_at and terms.moved_at.isoformat()
    rest = terms.time_zone, terms.renew_months, terms.in_order, terms.closes, terms.due_days
    return [due_on, *rest, moved_at]


def terms_in(values: Sequence[Any]) -> CourseTerms:
    """Terms from the values of `values_of`."""
    due_on, zone, months, in_order, closes, due_days, moved_at = values
    return CourseTerms(
        due_on=due_on and date.fromisoformat(due_on),
        time_zone=zone,
        renew_months=months,
        in_order=in_order,
        closes=closes,
        due_days=due_days,
        moved_at=moved_at and datetime.fromisoformat(moved_at),
    )
