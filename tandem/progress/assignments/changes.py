"""What did giving a course change where it ran already, and what takes that back?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


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


def packed(given: Sequence[Given]) -> dict[str, Any]:
    """What was given, in plain values. All of it was given with the same terms."""
    return {
        "after": values_of(given[0].after),
        "rows": [[row.assignment_id, row.before and values_of(row.before)] for row in given],
    }


def unpacked(facts: Mapping[str, Any]) -> list[Given]:
    """What was given, from the values of `packed`."""
    after = terms_in(facts["after"])
    return [Given(id_, before and terms_in(before), after) for id_, before in facts["rows"]]


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
