"""How is each pair doing that a leader looks for? Row by row for files, paper and mail.

Which rows there are is found by their status; what they show is read from the records. The screen
shows their roads (`roads.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func
from sqlalchemy.orm import Session

from tandem.leading.board import hints
from tandem.leading.status import stall
from tandem.leading.status.counting import ends_of_courses
from tandem.leading.status.queries import (
    Filters,
    Need,
    StatusScope,
    courses_given,
    in_order,
    key_of,
    matching,
)
from tandem.leading.status.road import RoadModule
from tandem.leading.status.stall import Clocks
from tandem.people.pairs.queries import Partner, ShownPair, pairs_by_id
from tandem.progress.pair_courses import PairCourse, PairModule, given_courses
from tandem.terms import Hint, Role, Stall, Step, Together

Halves = PairModule | RoadModule

FIRST_CHUNK, IN_A_CHUNK = 10, 200
NEEDS = tuple(Need)


@dataclass(frozen=True)
class BoardRow:
    """A pair in a course: both halves of every module, and whether it stands still."""

    progress: PairCourse
    need: Need
    clocks: Clocks
    stall: Stall | None
    days_still: int
    is_hard: bool

    @property
    def id(self) -> tuple[int, int]:
        """The pair and the course."""
        return self.progress.pair.id, self.progress.course.id

    @property
    def pair(self) -> ShownPair:
        """The two."""
        return self.progress.pair

    @property
    def hint(self) -> Hint | None:
        """The one small thing that would help."""
        return hint_of(
            self.progress.pair,
            self.progress.modules,
            together=self.progress.together,
            stall=self.stall,
            is_overdue=self.progress.is_overdue,
            is_hard=self.is_hard,
        )

    @property
    def next_step(self) -> Step | None:
        """The next open step of the module the pair has reached, of either of the two."""
        return self.progress.next_step

    @property
    def module_title(self) -> str:
        """The module where the pair stands; nothing where it is through."""
        module = self.progress.stands_at
        return module.module.title if module else ""

    @property
    def module_language(self) -> str:
        """The language of that title."""
        module = self.progress.stands_at
        return module.module.lesson.language if module else ""

    @property
    def late(self) -> tuple[Partner, ...]:
        """Who has something open; said only after the due date."""
        if not self.progress.is_overdue:
            return ()
        return late_in(self.progress.pair, open_seats(self.progress.modules))


def hint_of(
    pair: ShownPair,
    modules: Sequence[Halves],
    *,
    together: Together,
    stall: Stall | None,
    is_overdue: bool,
    is_hard: bool,
) -> Hint | None:
    """The one small thing that would help this pair with these modules."""
    return hints.hint_for(
        hints.Situation(
            pair_state=pair.state,
            together=together,
            stall=stall,
            is_overdue=is_overdue,
            rep_done=sum(module.rep.is_done for module in modules),
            support_done=sum(module.support.is_done for module in modules),
            both_done=sum(module.together is Together.BOTH_DONE for module in modules),
            is_hard=is_hard,
        )
    )


def open_seats(modules: Sequence[Halves]) -> frozenset[Role]:
    """Whose half is not complete in every module."""
    has_open = {
        Role.REP: not all(module.rep.is_done for module in modules),
        Role.SUPPORT: not all(module.support.is_done for module in modules),
    }
    return frozenset(role for role, is_open in has_open.items() if is_open)


def late_in(pair: ShownPair, seats: Set[Role]) -> tuple[Partner, ...]:
    """Who of the two sits in one of these seats."""
    return tuple(partner for partner in pair.partners if partner.role in seats)


@dataclass(frozen=True)
class NumberFound:
    """How many rows there are, and whether they are of more courses than one."""

    rows: int
    has_more_courses: bool


def number_found(session: Session, sight: StatusScope, filters: Filters) -> NumberFound:
    """How many rows pass every filter. One query."""
    query = matching(session, sight, filters, func.count().label("number"), *ends_of_courses())
    found = session.execute(query).one()
    return NumberFound(found.number, found.first_course != found.last_course)


def every_row(session: Session, sight: StatusScope, filters: Filters) -> Iterator[BoardRow]:
    """The rows of all pages, one after the other, with as much memory as one chunk takes."""
    courses = [course.id for course in courses_given(session, sight)]
    wanted = matching(session, sight, filters, *key_of(sight))
    query = in_order(wanted, filters.order, courses=courses, sight=sight)
    for chunk in chunks(session, query):
        yield from rows_for(session, sight, chunk)


def chunks(session: Session, query: Select[Any]) -> Iterator[Sequence[Any]]:
    """The rows of a long query, so many at a time; the first are few, so that they come soon."""
    # Closed also where nobody takes the rest, as when a download breaks off.
    with closing(session.execute(query.execution_options(yield_per=IN_A_CHUNK))) as rows:
        yield rows.fetchmany(FIRST_CHUNK)
        yield from rows.partitions(IN_A_CHUNK)


def rows_for(session: Session, sight: StatusScope, keys: Sequence[Any]) -> Iterator[BoardRow]:
    """What is shown for these keys, in their order. Four queries."""
    pairs = pairs_by_id(session, {key.pair_id for key in keys})
    given = given_courses(session, pairs, now=sight.now)
    for key in keys:
        if (key.pair_id, key.course_id) in given.assigned:
            yield row_of(given.of_pair(key.pair_id, key.course_id), key, sight)


def row_of(progress: PairCourse, key: Any, sight: StatusScope) -> BoardRow:
    """The row of one pair in one course, from its record and its status."""
    clocks = Clocks(key.unbegun_since, key.still_since, key.sealed_since)
    why = stall.stall_of(clocks, limits=sight.limits, now=sight.now)
    since = clocks.since(why) if why else None
    return BoardRow(
        progress=progress,
        need=NEEDS[key.need],
        clocks=clocks,
        stall=why,
        days_still=stall.days_since(since, now=sight.now) if since else 0,
        is_hard=key.is_hard,
    )
