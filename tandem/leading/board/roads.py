"""Which pairs stand on a page of the board, and how far is each on its road?

A row is read from its status alone: a hundred of them cost what eight cost that are reckoned anew
from the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, or_
from sqlalchemy.orm import Session

from tandem.dates import local_day
from tandem.figures.paging import ON_A_PAGE, PageOf, page_within, rows_before
from tandem.leading.board.rows import NEEDS, chunks, hint_of, late_in, open_seats
from tandem.leading.board.spans import Span, spans_on
from tandem.leading.status import stall
from tandem.leading.status.counting import Place
from tandem.leading.status.queries import (
    BoundScope,
    Filters,
    Need,
    Order,
    StatusScope,
    bound,
    courses_given,
    in_order,
    key_of,
    matching,
    need_of,
    passing,
    present,
    values_of,
)
from tandem.leading.status.road import AHEAD, RoadModule, read_road
from tandem.leading.status.stall import Clocks
from tandem.library.served import ServedCourse, ServedModule
from tandem.models import PairStatus
from tandem.models.rows import rows
from tandem.people.pairs.queries import Partner, ShownPair, pairs_by_id
from tandem.progress.rules import completion
from tandem.terms import Hint, Role, Stall, Step, Together

# From so many on the database walks along the names until a page is full; fewer are sorted.
MANY = 2_000
AT_MOST, BEFORE = (bindparam(name, type_=Integer) for name in ("at_most", "before"))
JUST_BEFORE = timedelta(seconds=1)


class Stretch(StrEnum):
    """What a part of a road looks like: a ribbon, both halves, or what lies ahead."""

    DONE = "done"
    OPEN = "open"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Run:
    """Modules side by side that look the same: so many, and the first of them."""

    stretch: Stretch
    number: int
    module: RoadModule

    @property
    def look(self) -> tuple[Stretch, int, str]:
        """What is equal for parts that are drawn alike, of whichever pair."""
        return self.stretch, self.number, self.module.signs


@dataclass(frozen=True, eq=False)
class PairRoad:
    """How far somebody is with each module of a course. Pairs that are equally far share one, so
    that it is read and drawn once."""

    modules: tuple[RoadModule, ...]

    @cached_property
    def place(self) -> int:
        """The place of the first module that is not done by both; their number where all are."""
        for at, module in enumerate(self.modules):
            if module.together is not Together.BOTH_DONE:
                return at
        return len(self.modules)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The road in as few parts as it has."""
        looks = (
            (look_of(module, is_front=at == self.place), module)
            for at, module in enumerate(self.modules)
        )
        return tuple(runs_of(looks))

    @cached_property
    def open_seats(self) -> frozenset[Role]:
        """Whose half is not complete everywhere."""
        return open_seats(self.modules)


@dataclass(frozen=True)
class RoadRow:
    """A pair in a course, as a row of the board."""

    pair: ShownPair
    course: ServedCourse
    road: PairRoad
    need: Need
    due_on: date | None
    time_zone: str
    stall: Stall | None
    days_still: int
    next_step: Step | None
    is_hard: bool = False

    @property
    def id(self) -> tuple[int, int]:
        """The pair and the course."""
        return self.pair.id, self.course.id

    @property
    def is_overdue(self) -> bool:
        """Has the date passed, and is something open?"""
        return self.need is Need.PAST_DATE

    @property
    def modules(self) -> tuple[RoadModule, ...]:
        """Those of the course, in its order."""
        return self.road.modules

    @property
    def stands_at(self) -> ServedModule | None:
        """The module where the pair stands; none where it is through."""
        place = self.road.place
        return self.course.modules[place] if place < len(self.modules) else None

    @property
    def late(self) -> tuple[Partner, ...]:
        """Who has something open; said only after the due date."""
        return late_in(self.pair, self.road.open_seats) if self.is_overdue else ()

    @property
    def hint(self) -> Hint | None:
        """The one small thing that would help."""
        together = completion.together_in_course(module.together for module in self.modules)
        return hint_of(
            self.pair,
            self.modules,
            together=together,
            stall=self.stall,
            is_overdue=self.is_overdue,
            is_hard=self.is_hard,
        )


def look_of(module: RoadModule, *, is_front: bool) -> Stretch:
    """What a module looks like. The one where the pair stands always shows both halves."""
    if module.together is Together.BOTH_DONE:
        return Stretch.DONE
    if is_front or module.said is not Together.NOBODY_YET:
        return Stretch.OPEN
    return Stretch.AHEAD


def runs_of(looks: Iterable[tuple[Stretch, RoadModule]]) -> Iterator[Run]:
    """Ribbons and what lies ahead in one piece each; every open module for itself."""
    for _, piece in groupby(enumerate(looks), key=piece_of):
        (_, (stretch, first)), *others = piece
        yield Run(stretch, 1 + len(others), first)


def piece_of(placed: tuple[int, tuple[Stretch, RoadModule]]) -> tuple[Stretch, bool, int | None]:
    """What is equal for modules side by side that are drawn in one piece."""
    at, (stretch, module) = placed
    return stretch, module.is_set, at if stretch is Stretch.OPEN else None


def found_roads(
    session: Session,
    sight: StatusScope,
    filters: Filters,
    *,
    courses: Sequence[ServedCourse],
    number: int,
    places: Sequence[Place] = (),
) -> PageOf[RoadRow]:
    """The rows of one page of `number`. Two queries, however many pairs there are.

    Where all of them stand (`places`) tells which of them need not be looked through.
    """
    page = page_within(filters.page, number)
    ids = tuple(course.id for course in courses)
    cut = spans_on(places, filters.order, courses=ids, before=rows_before(page))
    wanted = replace(filters, page=1)
    by_team = number < MANY
    if wanted == Filters(ended=wanted.ended, order=wanted.order):
        # What somebody types and chooses is kept in no statement.
        query = kept_look(bound(sight), wanted, ids, cut.spans, by_team=by_team)
    else:
        query = matching(session, sight, wanted, *columns_of(sight), by_team=by_team)
        query = within(query, sight, wanted.order, ids, cut.spans)
    values = values_of(sight) | {"at_most": ON_A_PAGE, "before": cut.before}
    keys = rows(session, query, values)
    return PageOf(tuple(rows_of(session, sight, keys, courses)), number, page)


@lru_cache(maxsize=64)
def kept_look(
    sight: BoundScope,
    filters: Filters,
    courses: Sequence[int],
    spans: Sequence[Span],
    *,
    by_team: bool,
) -> Select[Any]:
    """The page where nothing is looked for: it is built once for each group that it begins in."""
    query = passing(sight, filters, *columns_of(sight), by_team=by_team)
    return within(query, sight, filters.order, courses, spans)


def within(
    query: Select[Any],
    sight: StatusScope,
    order: Order,
    courses: Sequence[int],
    spans: Sequence[Span],
) -> Select[Any]:
    """The rows of these spans in their order. Those of one span only stand by name, or by date."""
    query = query.limit(AT_MOST).offset(BEFORE)
    if not spans:
        return in_order(query, order, courses=courses, sight=sight)
    query = query.where(or_(*(is_in(span, sight) for span in spans)))
    if len(spans) == 1 and order is not Order.DUE:
        return query.order_by(PairStatus.names, PairStatus.pair_id)
    return in_order(query, order, courses=courses, sight=sight)


def is_in(span: Span, sight: StatusScope) -> ColumnElement[bool]:
    """Is a row one of this span? Zero is added for the same reason as in `seen_by`."""
    of_course = PairStatus.course_id + 0 == span.course_id
    return of_course if span.need is None else and_(of_course, is_needed(span.need, sight))


def is_needed(need: Need, sight: StatusScope) -> ColumnElement[bool]:
    """Is this the group of a row?"""
    return need_of(sight) == NEEDS.index(need)


def every_road(session: Session, sight: StatusScope, filters: Filters) -> Iterator[RoadRow]:
    """The rows of all pages, one after the other, with as much memory as one chunk takes."""
    courses = courses_given(session, sight)
    ids = [course.id for course in courses]
    wanted = matching(session, sight, filters, *columns_of(sight))
    for chunk in chunks(session, in_order(wanted, filters.order, courses=ids, sight=sight)):
        yield from rows_of(session, sight, chunk, courses)


def columns_of(sight: StatusScope) -> Sequence[ColumnElement[Any]]:
    """What a road is drawn from."""
    row = present(sight.now)
    return (
        *key_of(sight),
        row.due_at.label("due_at"),
        row.road.label("road"),
        PairStatus.next_step.expression,
        PairStatus.time_zone.expression,
    )


def rows_of(
    session: Session, sight: StatusScope, keys: Sequence[Any], courses: Sequence[ServedCourse]
) -> Iterator[RoadRow]:
    """The rows of these keys, in their order. One query."""
    pairs = {pair.id: pair for pair in pairs_by_id(session, {key.pair_id for key in keys})}
    served = {course.id: course for course in courses}
    for key in keys:
        if key.pair_id in pairs and key.course_id in served:
            yield road_row(pairs[key.pair_id], served[key.course_id], key, sight)


def road_row(pair: ShownPair, course: ServedCourse, key: Any, sight: StatusScope) -> RoadRow:
    """The row of one pair in one course. A new round has nothing on its road yet."""
    clocks = Clocks(key.unbegun_since, key.still_since, key.sealed_since)
    why = stall.stall_of(clocks, limits=sight.limits, now=sight.now)
    since = clocks.since(why) if why else None
    zone = key.time_zone or "UTC"
    following = Step(key.next_step) if key.next_step else None
    return RoadRow(
        pair=pair,
        course=course,
        road=road_along(key.road, course.module_ids),
        need=NEEDS[key.need],
        due_on=local_day(key.due_at - JUST_BEFORE, zone) if key.due_at else None,
        time_zone=zone,
        stall=why,
        days_still=stall.days_since(since, now=sight.now) if since else 0,
        next_step=following if key.road else Step.READ,
        is_hard=key.is_hard,
    )


@lru_cache(maxsize=1024)
def road_along(kept: str, modules: Sequence[int]) -> PairRoad:
    """A kept road along the modules of a course, by their ids. Many pairs are equally far."""
    road = read_road(kept)
    return PairRoad(tuple(road.get(module_id, AHEAD) for module_id in modules))
