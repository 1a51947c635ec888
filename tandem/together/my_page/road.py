"""Where is everybody on the road of a course? Every module once, with each partner at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tandem.library.served import ServedCourse
from tandem.progress.assigned import Seat
from tandem.progress.given_alone import GivenAlone
from tandem.progress.next_thing import NextThing
from tandem.progress.pair_courses import OwnModule, SeatModule
from tandem.progress.rules.halves import HalfInPair
from tandem.progress.seat_courses import OwnCourse, SharedCourse
from tandem.terms import SEATS, PairState, Role, Together

# So many partners have room beside each other on a phone; the others get a road below.
LANES = 3


@dataclass(frozen=True)
class Strand:
    """One person's line at a module: is it drawn through down to here, and on from here?"""

    role: Role
    arrives: bool
    goes_on: bool


@dataclass(frozen=True)
class PairLane:
    """A module on the way of one pair."""

    seat: Seat
    partner: str
    module: SeatModule
    strands: tuple[Strand, Strand]
    was_joined: bool
    may_nudge: bool

    @property
    def is_joined(self) -> bool:
        """Have both done it, so that their lines meet?"""
        return self.module.together is Together.BOTH_DONE

    @property
    def joined_at(self) -> datetime | None:
        """When the second half was complete."""
        mine, theirs = self.module.mine.finished_at, self.module.theirs.finished_at
        return max(mine, theirs) if mine and theirs else None


@dataclass(frozen=True)
class Stop:
    """A module of a road, with what each of the pairs has done of it.

    `waits_for_two`: there is no partner yet for its steps for two; `is_used_up`: it is where
    somebody is, and no attempt at its quiz is left.
    """

    own: OwnModule
    lanes: tuple[PairLane, ...]
    is_here: bool
    is_last: bool
    arrives: bool
    waits_for_two: bool = False
    is_used_up: bool = False

    @property
    def is_done(self) -> bool:
        """Is it done by everybody on this road?"""
        lanes = self.lanes
        return all(lane.is_joined for lane in lanes) if lanes else self.own.mine.is_done

    @property
    def is_untouched(self) -> bool:
        """Has nobody begun it?"""
        halves = [lane.module.theirs for lane in self.lanes]
        mine = [lane.module.mine for lane in self.lanes] or [self.own.mine]
        return not any(half.has_begun for half in [*mine, *halves])


@dataclass(frozen=True)
class Road:
    """A course as somebody walks it, with up to three partners, or alone."""

    course: ServedCourse
    role: Role
    as_role: Role | None
    seats: tuple[Seat, ...]
    partners: tuple[str, ...]
    stops: tuple[Stop, ...]
    given: GivenAlone | None = None

    @property
    def key(self) -> str:
        """What tells it from other roads on the page."""
        pair = f"-{self.seats[0].pair_id}" if self.seats else ""
        return f"{self.course.id}-{self.role}{pair}"

    @property
    def number_done(self) -> int:
        """How many modules everybody on it has done."""
        return sum(stop.is_done for stop in self.stops)

    @property
    def is_through(self) -> bool:
        """Is every module done by everybody on it?"""
        return bool(self.stops) and self.number_done == len(self.stops)

    @property
    def waits_for_a_partner(self) -> bool:
        """Does somebody walk here whose other half is still to come?"""
        return not self.seats and self.role in SEATS

    @property
    def has_steps_that_wait(self) -> bool:
        """Are there steps for two, and nobody yet to do them with?"""
        return any(stop.waits_for_two for stop in self.stops)


def roads(
    shared: Sequence[SharedCourse], alone: Iterable[OwnCourse], *, next_thing: NextThing | None
) -> tuple[Road, ...]:
    """The roads of somebody: a course that they walk with several partners is one."""
    groups: dict[tuple[int, Role], list[SharedCourse]] = {}
    for course in shared:
        groups.setdefault((course.course.id, course.seat.role), []).append(course)
    made = [
        road_of(group[start : start + LANES], next_thing)
        for group in groups.values()
        for start in range(0, len(group), LANES)
    ]
    return (*made, *(own_road(course, next_thing) for course in alone))


def road_of(group: Sequence[SharedCourse], next_thing: NextThing | None) -> Road:
    """One road with these partners."""
    first = group[0]
    partners = short_names([course.seat for course in group])
    here = place_on(first.course, first.seat.role, [c.seat.pair_id for c in group], next_thing)
    used_up = here if next_thing and next_thing.is_used_up else None
    columns = [lanes_of(course, name) for course, name in zip(group, partners, strict=True)]
    stops = tuple(
        Stop(
            own=first.modules[place],
            lanes=lanes,
            is_here=place == here,
            is_used_up=place == used_up,
            is_last=place == len(first.modules) - 1,
            arrives=True,
        )
        for place, lanes in enumerate(zip(*columns, strict=True))
    )
    return Road(
        first.course,
        first.seat.role,
        first.as_role,
        tuple(course.seat for course in group),
        partners,
        stops,
    )


def own_road(course: OwnCourse, next_thing: NextThing | None) -> Road:
    """The road of a course that somebody reads alone."""
    here = place_on(course.course, course.role, [None], next_thing)
    used_up = here if next_thing and next_thing.is_used_up else None
    last = len(course.modules) - 1
    stops = tuple(
        Stop(
            own,
            lanes=(),
            is_here=place == here,
            is_used_up=place == used_up,
            is_last=place == last,
            arrives=course.modules[place - 1].mine.is_done if place else own.mine.has_begun,
            waits_for_two=bool(course.steps_for_two(own.module)),
        )
        for place, own in enumerate(course.modules)
    )
    return Road(course.course, course.role, course.as_role, (), (), stops, course.given)


def place_on(
    course: ServedCourse, role: Role, pairs: Sequence[int | None], next_thing: NextThing | None
) -> int | None:
    """At which module of a road the next thing waits, counted from 0; None where elsewhere."""
    if next_thing is None:
        return None
    ahead = next_thing.ahead
    is_here = ahead.course.id == course.id and ahead.role is role and ahead.pair_id in pairs
    return next_thing.place - 1 if is_here else None


def lanes_of(course: SharedCourse, partner: str) -> list[PairLane]:
    """The way of one pair through a course. A nudge is offered once: where the partner is."""
    waits = next(
        (m for m in course.modules if m.together is not Together.BOTH_DONE), None
    )  # fmt: skip
    may_nudge = (
        waits is not None and waits.mine.is_done and course.seat.pair_state is PairState.ACTIVE
    )
    lanes: list[PairLane] = []
    for place, module in enumerate(course.modules):
        before = course.modules[place - 1] if place else None
        lanes.append(
            PairLane(
                seat=course.seat,
                partner=partner,
                module=module,
                strands=(
                    strand(Role.REP, module.rep, before.rep if before else None),
                    strand(Role.SUPPORT, module.support, before.support if before else None),
                ),
                was_joined=bool(lanes) and lanes[-1].is_joined,
                may_nudge=may_nudge and module is waits,
            )
        )
    return lanes


def strand(role: Role, half: HalfInPair, before: HalfInPair | None) -> Strand:
    """One line at a module: it leads out of what is done, and to the first that is begun."""
    arrives = before.is_done if before else half.has_begun
    return Strand(role, arrives=arrives, goes_on=half.is_done)


def short_names(seats: Sequence[Seat]) -> tuple[str, ...]:
    """The partners by given name, in full where two have the same."""
    number = Counter(seat.partner_given_name for seat in seats)
    return tuple(
        seat.partner_given_name if number[seat.partner_given_name] == 1 else seat.partner_name
        for seat in seats
    )
