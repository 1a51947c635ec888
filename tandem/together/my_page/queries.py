"""What waits for me, what did my partner do, and where are we?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tandem.library.served import ServedCourse, ServedModule, library
from tandem.people.pairs import rules as pairs_rules
from tandem.people.pairs.queries import ShownPair, pairs_of_person
from tandem.progress.assigned import Seat
from tandem.progress.closings import unseen_closings
from tandem.progress.more_attempts.queries import with_used_up
from tandem.progress.new_editions import NewEdition, new_editions
from tandem.progress.next_thing import NextThing, all_ahead, next_things
from tandem.progress.pair_courses import OwnModule, SeatModule
from tandem.progress.partner_acts import PartnerAct, freshness, last_act
from tandem.progress.seat_courses import (
    OwnCourse,
    SharedCourse,
    courses_alone,
    open_seats,
    shared_courses,
)
from tandem.terms import PairState, Role, Together
from tandem.together.my_page.road import Road, roads
from tandem.together.scene_turns import SceneSeat, SeatTurn, turns_in_seats


@dataclass(frozen=True)
class PartnerNews:
    """What one partner did last."""

    seat: Seat
    act: PartnerAct
    course: str


@dataclass(frozen=True)
class PartnerWait:
    """A module that waits for a partner, where this person's half is done."""

    seat: Seat
    module: SeatModule


@dataclass(frozen=True)
class ClosedByPartner:
    """A module that a partner closed since the last visit."""

    id: int
    pair_id: int
    course: ServedCourse
    module: ServedModule
    partner: str
    rep: str
    support: str


@dataclass(frozen=True)
class MyPage:
    """Everything on a person's own page. `next` is what to do next, `others` what waits besides.

    `pairs` are all, ended ones too, and `without` those that have no course at the moment;
    `scenes` say whose turn it is, in the pairs that work together now; `shut` are courses that
    closed with their date and are not through.
    """

    next: NextThing | None
    others: tuple[NextThing, ...]
    roads: tuple[Road, ...]
    news: tuple[PartnerNews, ...]
    living: tuple[SharedCourse, ...]
    ended: tuple[SharedCourse, ...]
    alone: tuple[OwnCourse, ...]
    without: tuple[ShownPair, ...]
    scenes: tuple[SeatTurn, ...]
    editions: tuple[NewEdition, ...]
    pairs: tuple[ShownPair, ...]
    closed: tuple[ClosedByPartner, ...] = ()
    shut: tuple[SharedCourse, ...] = ()

    @property
    def is_through(self) -> bool:
        """Is everything done by both, in every pair that has a course?"""
        return bool(self.living) and all(
            module.together is Together.BOTH_DONE
            for course in self.living
            for module in course.modules
        )

    @property
    def is_waiting_for_a_partner(self) -> bool:
        """Has this person done alone what they can of a course that is for two?"""
        return any(course.is_waiting for course in self.alone)

    @property
    def is_done_alone(self) -> bool:
        """Has this person done all of what is read alone, and is there something?"""
        modules = [module for course in self.alone for module in course.modules]
        return bool(modules) and all(module.mine.is_done for module in modules)

    @property
    def has_steps_that_wait(self) -> bool:
        """Are there steps for two, and nobody yet to do them with?"""
        return any(
            course.steps_for_two(module.module)
            for course in self.alone
            for module in course.modules
        )

    @property
    def was_done_in_pairs(self) -> bool:
        """Has this person done all they began in pairs, and have all of these ended?"""
        modules = [module for course in self.ended for module in course.modules]
        return bool(modules) and not self.living and all(m.mine.is_done for m in modules)

    @property
    def partners_turn(self) -> tuple[PartnerWait, ...]:
        """For whom it waits: the first module of each pair that only the partner has open.

        For what has closed with its date nobody can wait.
        """
        first: dict[int, PartnerWait] = {}
        for course in self.living:
            if course in self.shut:
                continue
            for module in course.waiting_for_partner:
                first.setdefault(course.seat.pair_id, PartnerWait(course.seat, module))
        return tuple(first.values())


def my_page(session: Session, person_id: int, *, roles: Set[Role], now: datetime) -> MyPage:
    """What waits for this person and for the partners. Eleven queries at most, for any number, and
    two more where a quiz that waits has a limit."""
    served = library(session)
    opened = open_seats(session, served, person_id, now=now)
    shared = shared_courses(session, served, opened, person_id=person_id)
    living = tuple(course for course in shared if course.is_living)
    alone = courses_alone(
        session, served.courses, opened, person_id=person_id, roles=roles, now=now
    )
    pairs = pairs_of_person(session, person_id)
    things = with_used_up(session, person_id, next_things(all_ahead(living, alone, now=now)))
    first = things[0] if things else None
    return MyPage(
        next=first,
        others=things[1:],
        roads=roads(living, alone, next_thing=first),
        news=news_of(living),
        living=living,
        ended=tuple(course for course in shared if not course.is_living),
        alone=alone,
        without=tuple(
            pair
            for pair in pairs
            if pairs_rules.is_living(pair.state)
            and pair.id not in {course.seat.pair_id for course in living}
        ),
        scenes=tuple(turns_in_seats(session, scene_seats(living, person_id))),
        editions=new_editions(session, {person_id: finished_in(shared, alone)}).get(person_id, ()),
        pairs=tuple(pairs),
        closed=tuple(closed_by_partners(session, person_id, living, pairs)),
        shut=tuple(
            course for course in living if course.seat.is_closed(now=now) and not course.is_through
        ),
    )


def finished_in(
    shared: Sequence[SharedCourse], alone: Sequence[OwnCourse]
) -> Iterator[tuple[ServedCourse, Role | None, OwnModule]]:
    """Every module of these courses as this person has it."""
    for course in shared:
        for module in course.modules:
            yield course.course, course.as_role, module
    for own in alone:
        for own_module in own.modules:
            yield own.course, None, own_module


def closed_by_partners(
    session: Session,
    person_id: int,
    living: Sequence[SharedCourse],
    pairs: Sequence[ShownPair],
) -> Iterator[ClosedByPartner]:
    """What partners closed and this person has not seen, the newest first. One query."""
    shown = {pair.id: pair for pair in pairs}
    places = {
        (course.seat.pair_id, module.module.id): (course, module)
        for course in living
        for module in course.modules
        if module.together is Together.BOTH_DONE
    }
    of_living = {pair_id for pair_id, _ in places}
    for closing in unseen_closings(session, person_id, of_living):
        place = places.get((closing.pair_id, closing.module_id))
        if place:
            course, module = place
            pair = shown[closing.pair_id]
            yield ClosedByPartner(
                id=closing.id,
                pair_id=pair.id,
                course=course.course,
                module=module.module,
                partner=course.seat.partner_name,
                rep=pair.rep.name,
                support=pair.support.name,
            )


def scene_seats(living: Sequence[SharedCourse], person_id: int) -> list[SceneSeat]:
    """The seats in which somebody may play with a partner now. While a pair rests nobody waits."""
    return [
        SceneSeat(
            course=course.course,
            pair_id=course.seat.pair_id,
            round=course.seat.round,
            role=course.seat.role,
            me=person_id,
            partner=course.seat.partner_name,
            modules=course.modules,
        )
        for course in living
        if course.seat.pair_state is PairState.ACTIVE
    ]


def news_of(living: Sequence[SharedCourse]) -> tuple[PartnerNews, ...]:
    """What each partner did last, the newest first."""
    by_pair: dict[int, PartnerNews] = {}
    for course in living:
        act = last_act(course.modules)
        known = by_pair.get(course.seat.pair_id)
        if act and (known is None or freshness(known.act) < freshness(act)):
            by_pair[course.seat.pair_id] = PartnerNews(course.seat, act, course.course.slug)
    return tuple(sorted(by_pair.values(), key=lambda news: news.act.at, reverse=True))
