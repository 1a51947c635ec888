"""How many of a leader's pairs stand where? All numbers of a page follow from one statement.

The database puts what is counted of a row into one number, because rows are gathered by one number
in half the time that it takes by seven columns.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, reduce
from operator import add
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    cast,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from tandem.leading.status.queries import (
    SAID,
    WHOLE,
    BoundScope,
    Due,
    Filters,
    Need,
    Present,
    StatusScope,
    as_kept,
    as_renewed,
    bound,
    is_due,
    is_overdue,
    is_renewed,
    is_stalled,
    matching,
    need_in,
    need_of,
    passing,
    values_of,
)
from tandem.library.served import ServedCourse
from tandem.models import PairStatus, Team, TeamLeader
from tandem.models.rows import rows
from tandem.progress.rules import completion
from tandem.terms import Stage, Together

NEEDS, STATES = tuple(Need), tuple(Together)
# Where each part begins in the one number; before OF_DUE stand three that are yes or no.
OF_DUE, OF_STATE, OF_NEED, OF_MODULE, OF_COURSE = 1 << 3, 1 << 4, 1 << 6, 1 << 9, 1 << 40


@dataclass(frozen=True)
class Tally:
    """How many rows there are: in each state, past their date, standing still.

    A row is a pair in a course: in more courses than one a pair may be counted again.
    """

    states: dict[Together | Stage, int]
    overdue: int = 0
    stalled: int = 0
    has_more_courses: bool = False

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.states.values())


@dataclass(frozen=True)
class Place:
    """How many pairs of a course stand at one module, in one state and with one need.

    `module_id` is None where a pair is through, and at the beginning of a new round.
    """

    course_id: int
    need: Need
    module_id: int | None
    together: Together
    number: int


@dataclass(frozen=True)
class Count:
    """How many pairs stand at a place and are alike in the rest.

    `is_due` says that they have such a date as is looked for.
    """

    place: Place
    is_begun: bool
    is_overdue: bool
    is_stalled: bool
    is_due: bool

    @property
    def said(self) -> Together | Stage:
        """What is said of where they stand."""
        return completion.said_of(self.place.together, is_begun=self.is_begun)


def counts(session: Session, sight: StatusScope, filters: Filters) -> list[Count]:
    """The pairs of these filters, also those whose state, date, stall or module is another one.

    Three queries at most, however many pairs.
    """
    wide = replace(filters, state=None, due=None, stalled=False, module="", page=1)
    looks_for_nothing = filters.due is None and wide == Filters(ended=wide.ended, order=wide.order)
    if not looks_for_nothing:
        packed = packed_in(sight, filters.due), func.count().label("number")
        statement = matching(session, sight, wide, *packed).group_by("packed")
        return counted(session, sight, statement)
    if sight.team_id is None and leads_most_teams(session, sight):
        return counts_of_most(session, sight, is_with_ended=wide.ended)
    # What somebody types and chooses is kept in no statement.
    return counted(session, sight, counting(bound(sight), is_with_ended=wide.ended))


def counted(session: Session, sight: StatusScope, statement: Select[Any]) -> list[Count]:
    """What a statement of packed numbers counts."""
    return [count_in(row.packed, row.number) for row in rows(session, statement, values_of(sight))]


@lru_cache(maxsize=8)
def counting(sight: BoundScope, *, is_with_ended: bool) -> Select[Any]:
    """What `counts` asks where nothing is looked for: it is built once."""
    packed = packed_in(sight, None), func.count().label("number")
    return passing(sight, Filters(ended=is_with_ended), *packed).group_by("packed")


def leads_most_teams(session: Session, sight: StatusScope) -> bool:
    """Does this person lead at least half of all teams? One cheap query."""
    (share,) = rows(session, share_of_teams(), values_of(sight))
    return bool(2 * share.led >= share.all)


@cache
def share_of_teams() -> Select[int, int]:
    """How many teams a leader has, and how many there are."""
    led = select(func.count()).where(TeamLeader.person_id == WHOLE.leader_id)
    every = select(func.count()).select_from(Team)
    return select(led.scalar_subquery().label("led"), every.scalar_subquery().label("all"))


def counts_of_most(session: Session, sight: StatusScope, *, is_with_ended: bool) -> list[Count]:
    """The same in half the time for who leads most of all pairs: the index `ix_pair_status_counted`
    is walked along, in which equal rows stand together. Who leads few would walk past all others.

    Where a course has begun anew the columns of a row are no longer true: these are counted apart.
    """
    found = rows(session, counting_most(is_with_ended=is_with_ended), values_of(sight))
    kept = [count for row in found for count in counts_in(row)]
    if not any(row.renewed for row in found):
        return kept
    anew = counting(bound(sight), is_with_ended=is_with_ended).where(is_renewed(WHOLE.now))
    return kept + counted(session, sight, anew)


@cache
def counting_most(*, is_with_ended: bool) -> Select[Any]:
    """How many rows are equal in what stands in them, and of these how many are late or still."""
    alike = (
        PairStatus.course_id, PairStatus.pair_state, PairStatus.together, PairStatus.is_begun,
        PairStatus.stands_at_id,
    )  # fmt: skip
    row = as_kept()
    is_kept = or_(PairStatus.renews_at.is_(None), PairStatus.renews_at > WHOLE.now)
    overdue, stalled = is_overdue(WHOLE.now, row), is_stalled(WHOLE, row)
    numbers = {
        "number": is_kept,
        "overdue": and_(overdue, is_kept),
        "stalled": and_(stalled, is_kept),
        "both": and_(overdue, stalled, is_kept),
        "renewed": is_renewed(WHOLE.now),
    }
    columns = (func.count().filter(of_these).label(name) for name, of_these in numbers.items())
    query = passing(WHOLE, Filters(ended=is_with_ended), *alike, *columns, by_team=False)
    return query.group_by(*alike)


def counts_in(row: Any) -> Iterator[Count]:
    """What a row of `counting_most` counts: up to four kinds of pairs."""
    numbers = {
        (True, True): row.both,
        (True, False): row.overdue - row.both,
        (False, True): row.stalled - row.both,
        (False, False): row.number - row.overdue - row.stalled + row.both,
    }
    for (is_late, is_still), number in numbers.items():
        need = need_in(row.pair_state, row.together, is_overdue=is_late, is_stalled=is_still)
        if number:
            yield Count(
                Place(row.course_id, need, row.stands_at_id, row.together, number),
                is_begun=row.is_begun,
                is_overdue=is_late,
                is_stalled=is_still,
                is_due=False,
            )


def packed_in(sight: StatusScope, due: Due | None) -> ColumnElement[int]:
    """All of a `Count` but how many, in one number."""

    def signs(row: Present) -> ColumnElement[int]:
        return place_of(sight, row) + marks_of(sight, due, row)

    course = cast(PairStatus.course_id, BigInteger) * OF_COURSE
    return (course + as_it_is(sight, signs)).label("packed")


def marks_in(sight: StatusScope) -> ColumnElement[int]:
    """The same without course, module and need: fewer numbers, where only a tally is wanted."""
    return as_it_is(sight, lambda row: marks_of(sight, None, row)).label("packed")


def as_it_is(
    sight: StatusScope, signs: Callable[[Present], ColumnElement[int]]
) -> ColumnElement[int]:
    """The signs of a row at this moment; whether a round is new is asked once."""
    return case((is_renewed(sight.now), signs(as_renewed())), else_=signs(as_kept()))


def place_of(sight: StatusScope, row: Present) -> ColumnElement[int]:
    """At which module of its course a row stands, and with which need."""
    module: ColumnElement[int] = case((row.stands_at_id.is_(None), 0), else_=row.stands_at_id)
    return module * OF_MODULE + need_of(sight, row) * OF_NEED


def marks_of(sight: StatusScope, due: Due | None, row: Present) -> ColumnElement[int]:
    """The state of a row, and what is yes or no."""
    yes_or_no = (row.is_begun, is_overdue(sight.now, row), is_stalled(sight, row))
    state = case({state: at for at, state in enumerate(STATES)}, value=row.together)
    marks: list[ColumnElement[int]] = [
        state * OF_STATE,
        *(case((is_so, 1 << at), else_=0) for at, is_so in enumerate(yes_or_no)),
        *(case((is_so, OF_DUE), else_=0) for is_so in is_due(due, sight.now)),
    ]
    return reduce(add, marks)


def count_in(packed: int, number: int) -> Count:
    """What was put into one number (`packed_in`). One of `marks_in` has no place."""
    course_id, signs = divmod(packed, OF_COURSE)
    module_id, signs = divmod(signs, OF_MODULE)
    need, signs = divmod(signs, OF_NEED)
    state, signs = divmod(signs, OF_STATE)
    return Count(
        Place(course_id, NEEDS[need], module_id or None, STATES[state], number),
        is_begun=bool(signs & 1),
        is_overdue=bool(signs & 2),
        is_stalled=bool(signs & 4),
        is_due=bool(signs & OF_DUE),
    )


def tally_of(found: Iterable[Count]) -> Tally:
    """The numbers of what was counted."""
    states: dict[Together | Stage, int] = dict.fromkeys(SAID, 0)
    overdue = stalled = 0
    courses = set()
    for count in found:
        courses.add(count.place.course_id)
        number = count.place.number
        states[count.said] += number
        overdue += number if count.is_overdue else 0
        stalled += number if count.is_stalled else 0
    return Tally(states, overdue, stalled, has_more_courses=len(courses) > 1)


def passes(count: Count, filters: Filters) -> bool:
    """Are these pairs in the state, of the date and as still as is looked for?"""
    return (
        filters.state in {None, count.said}
        and (filters.due is None or count.is_due)
        and (count.is_stalled or not filters.stalled)
    )


def stands_in(place: Place, filters: Filters, courses: Iterable[ServedCourse]) -> bool:
    """Do these pairs stand at the module of the filters? In a new round that is the first one."""
    if not filters.module:
        return True
    is_new = place.module_id is None and place.together is Together.NOBODY_YET
    return any(
        module.id == place.module_id or (is_new and at == 0 and course.id == place.course_id)
        for course in courses
        if filters.course in {"", course.slug}
        for at, module in enumerate(course.modules)
        if module.slug == filters.module
    )


def tallies_of_teams(
    session: Session, sight: StatusScope, teams: Collection[int]
) -> dict[int, Tally]:
    """The numbers of these teams, by their ids; only the states that there are. One query."""
    counted: dict[int, list[Count]] = {}
    courses: dict[int, set[int]] = {}
    for row in rows(session, counting_teams(), values_of(sight) | {"teams": list(teams)}):
        counted.setdefault(row.team_id, []).append(count_in(row.packed, row.number))
        courses.setdefault(row.team_id, set()).update((row.first_course, row.last_course))
    tallies = {team_id: tally_of(own) for team_id, own in counted.items()}
    return {
        team_id: replace(
            tally,
            states={state: n for state, n in tally.states.items() if n},
            has_more_courses=len(courses[team_id]) > 1,
        )
        for team_id, tally in tallies.items()
    }


@cache
def counting_teams() -> Select[Any]:
    """What is asked for it: what is counted of a row, by the `teams`."""
    columns = PairStatus.team_id, marks_in(WHOLE), func.count().label("number"), *ends_of_courses()
    query = passing(WHOLE, Filters(), *columns)
    teams = bindparam("teams", type_=Integer)
    return query.where(PairStatus.team_id.in_(teams)).group_by(PairStatus.team_id, "packed")


def ends_of_courses() -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Two ids, which are the same where all rows are of one course. The database counts what is
    distinct much more slowly."""
    course = PairStatus.course_id
    return func.min(course).label("first_course"), func.max(course).label("last_course")


def states_in(found: Sequence[Any]) -> dict[Together | Stage, int]:
    """How many stand where, as it is said."""
    numbers: dict[Together | Stage, int] = {}
    for row in found:
        state = completion.said_of(row.stands_at, is_begun=row.begun_now)
        numbers[state] = numbers.get(state, 0) + row.number
    return {state: numbers[state] for state in SAID if state in numbers}
