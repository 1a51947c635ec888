"""How is each pair doing that a leader looks for? A page on the screen, a chunk into a file.

Which rows there are is found by their status; what they show is read from the records.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_
from sqlalchemy.orm import Session

from tandem.leading.board import hints
from tandem.leading.status import stall
from tandem.leading.status.queries import (
    Filters,
    Order,
    StatusScope,
    courses_given,
    in_order,
    is_overdue,
    is_stalled,
    key_of,
    matching,
)
from tandem.leading.status.stall import Clocks
from tandem.library.served import ServedCourse
from tandem.people.pairs.queries import Partner, pairs_by_id
from tandem.progress.pair_courses import PairCourse, courses_of
from tandem.progress.rules import next_step
from tandem.terms import Hint, Stall, Step, Together

# A page has so many cells, and a number of rows that can be taken in.
CELLS = 150
FEWEST, MOST = 8, 25
IN_A_CHUNK = 200


@dataclass(frozen=True)
class BoardRow:
    """A pair in a course: both halves of every module, and whether it stands still."""

    progress: PairCourse
    clocks: Clocks
    stall: Stall | None
    days_still: int

    @property
    def id(self) -> tuple[int, int]:
        """The pair and the course."""
        return self.progress.pair.id, self.progress.course.id

    @property
    def hint(self) -> Hint | None:
        """The one small thing that would help."""
        modules = self.progress.modules
        return hints.hint_for(
            hints.Situation(
                pair_state=self.progress.pair.state,
                together=self.progress.together,
                stall=self.stall,
                is_overdue=self.progress.is_overdue,
                rep_done=sum(module.rep.is_done for module in modules),
                support_done=sum(module.support.is_done for module in modules),
                both_done=self.both_done,
            )
        )

    @property
    def both_done(self) -> int:
        """How many modules both have finished."""
        return sum(module.together is Together.BOTH_DONE for module in self.progress.modules)

    @property
    def next_step(self) -> Step | None:
        """The next open step of the module the pair has reached, of either of the two."""
        module = self.progress.stands_at
        steps = {half.next_step for half in module.halves} if module else set()
        return next((step for step in next_step.ORDER if step in steps), None)

    @property
    def module_title(self) -> str:
        """The module where the pair stands; nothing where it is through."""
        module = self.progress.stands_at
        return module.module.title if module else ""

    @property
    def late(self) -> tuple[Partner, ...]:
        """Who has something open; said only after the due date."""
        if not self.progress.is_overdue:
            return ()
        return tuple(
            partner
            for partner in self.progress.pair.partners
            if not all(module.half_of(partner.role).is_done for module in self.progress.modules)
        )


@dataclass(frozen=True)
class Found:
    """One page of what was looked for, and how many there are in all."""

    rows: tuple[BoardRow, ...]
    number: int
    page: int
    pages: int
    first: int


def on_a_page(courses: Collection[ServedCourse]) -> int:
    """How many rows a page has: about as many cells, however many modules the courses have."""
    widest = max((len(course.modules) for course in courses), default=1)
    return max(FEWEST, min(MOST, CELLS // max(1, widest)))


def found(
    session: Session,
    sight: StatusScope,
    filters: Filters,
    *,
    courses: Sequence[ServedCourse],
    number: int,
    in_need: int,
) -> tuple[Found, tuple[BoardRow, ...]]:
    """The rows of one page of `number`, and the first few by name that something would help.

    Six queries, however many pairs there are.
    """
    size = on_a_page(courses)
    pages = max(1, -(-number // size))
    page = min(max(1, filters.page), pages)
    wanted = matching(session, sight, filters, *key_of(sight.now))
    query = in_order(wanted, filters.order, courses=courses, now=sight.now)
    keys = session.execute(query.limit(size).offset((page - 1) * size)).all()
    needy = keys_in_need(session, sight, filters, number=in_need) if in_need else []
    rows = {row.id: row for row in rows_for(session, sight, [*keys, *needy])}
    return Found(
        rows=rows_of(keys, rows), number=number, page=page, pages=pages, first=(page - 1) * size + 1
    ), rows_of(needy, rows)


def rows_of(keys: Sequence[Any], rows: dict[tuple[int, int], BoardRow]) -> tuple[BoardRow, ...]:
    """The rows of these keys."""
    found_rows = (rows.get((key.pair_id, key.course_id)) for key in keys)
    return tuple(row for row in found_rows if row)


def number_found(session: Session, sight: StatusScope, filters: Filters) -> int:
    """How many rows pass every filter. One query."""
    return session.scalar(matching(session, sight, filters, func.count())) or 0


def keys_in_need(
    session: Session, sight: StatusScope, filters: Filters, *, number: int
) -> Sequence[Any]:
    """The first few by name that stand still or are past their date. One query."""
    query = matching(session, sight, filters, *key_of(sight.now)).where(
        or_(is_stalled(sight), is_overdue(sight.now))
    )
    return session.execute(
        in_order(query, Order.NAME, courses=(), now=sight.now).limit(number)
    ).all()


def every_row(session: Session, sight: StatusScope, filters: Filters) -> Iterator[BoardRow]:
    """The rows of all pages, one after the other, with as much memory as one chunk takes."""
    courses = courses_given(session, sight)
    wanted = matching(session, sight, filters, *key_of(sight.now))
    query = in_order(wanted, filters.order, courses=courses, now=sight.now)
    # Closed also where nobody takes the rest, as when a download breaks off.
    with closing(session.execute(query.execution_options(yield_per=IN_A_CHUNK))) as keys:
        for chunk in keys.partitions():
            yield from rows_for(session, sight, chunk)


def rows_for(session: Session, sight: StatusScope, keys: Sequence[Any]) -> list[BoardRow]:
    """What is shown for these keys, in their order. Four queries."""
    pairs = pairs_by_id(session, {key.pair_id for key in keys})
    progress = {(p.pair.id, p.course.id): p for p in courses_of(session, pairs, now=sight.now)}
    return [
        row_of(progress[key.pair_id, key.course_id], key, sight)
        for key in keys
        if (key.pair_id, key.course_id) in progress
    ]


def row_of(progress: PairCourse, key: Any, sight: StatusScope) -> BoardRow:
    """The row of one pair in one course, from its record and its status."""
    clocks = Clocks(key.unbegun_since, key.still_since, key.sealed_since)
    why = stall.stall_of(clocks, limits=sight.limits, now=sight.now)
    since = clocks.since(why) if why else None
    return BoardRow(
        progress=progress,
        clocks=clocks,
        stall=why,
        days_still=stall.days_since(since, now=sight.now) if since else 0,
    )
