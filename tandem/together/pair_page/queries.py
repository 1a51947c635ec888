"""How is this pair doing, for one of those who may see it? Texts of the two stay with the two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from tandem.learning.written.queries import SharedText, shared_texts
from tandem.people.fit import rules as fit_rules
from tandem.people.fit.queries import ShownFit, fits_for_leader, own_fit
from tandem.people.pairs import rules as pairs_rules
from tandem.people.pairs.queries import (
    Partner,
    SeenPair,
    ShownPair,
    consents,
    living_pair_of,
    pair_for,
)
from tandem.people.pairs.visibility import Sight
from tandem.progress.more_attempts.queries import UsedUp, used_up
from tandem.progress.new_editions import NewEdition, new_editions
from tandem.progress.nudges import rules as nudges_rules
from tandem.progress.nudges.queries import last_nudge
from tandem.progress.nudges.rules import NudgeFault
from tandem.progress.overrides.queries import Key, OverrideReason, reasons
from tandem.progress.overrides.rules import fault_of
from tandem.progress.pair_courses import PairCourse, SeatModule, courses_of
from tandem.progress.rules.halves import Parts, parts_together
from tandem.terms import Consent, PairState, Role, Together, opposite
from tandem.together.goals.queries import PairGoal, goal_of
from tandem.together.pair_page.thanks import Thanks, thanks_of
from tandem.together.scene_turns import SeatTurn, seat_in, turns_in_seats
from tandem.together.steps.agreements import Agreement, agreements_of
from tandem.together.steps.scales import ScaleAgain, scales_again


@dataclass(frozen=True)
class Turn:
    """Where a pair stands in a course, for one of the two: the first module not done by both."""

    course: PairCourse
    module: SeatModule
    partner: Partner
    nudge_fault: NudgeFault | None


@dataclass(frozen=True)
class WholeHalf:
    """One partner's half of everything given to the pair: modules done, and steps done."""

    done: int
    total: int
    minutes: int
    parts: Parts

    @property
    def is_done(self) -> bool:
        """Is nothing left to do?"""
        return 0 < self.total == self.done


@dataclass(frozen=True)
class PairPage:
    """A pair's own page for one of those who may see it.

    `goes_on_in` is the pair in which the two of an ended one work now; `reasons` hold what the
    viewer may read; `fits` are for a leader outside the pair; `turns`, `scenes`, `agreements`,
    `thanks`, `texts`, `own_answer`, `asks_for_fit` and `scales_again` are for the two.
    """

    seen: SeenPair
    courses: tuple[PairCourse, ...]
    goal: PairGoal
    turns: tuple[Turn, ...]
    scenes: tuple[SeatTurn, ...]
    agreements: tuple[Agreement, ...]
    thanks: tuple[Thanks, ...]
    texts: tuple[SharedText, ...]
    own_answer: Consent | None
    asks_for_fit: bool
    scales_again: tuple[ScaleAgain, ...]
    fits: tuple[ShownFit, ...]
    reasons: dict[Key, OverrideReason]
    used_up: tuple[UsedUp, ...] = ()
    goes_on_in: int | None = None
    editions: tuple[NewEdition, ...] = ()

    @property
    def pair(self) -> ShownPair:
        """The pair."""
        return self.seen.pair

    @property
    def is_partner(self) -> bool:
        """Does the viewer sit in the pair?"""
        return self.seen.sight is Sight.PARTNER

    def reason_for(self, partner: Partner, module_id: int) -> OverrideReason | None:
        """Why this partner's half was set complete, where the viewer may read it."""
        return self.reasons.get((self.pair.id, partner.id, module_id))

    @property
    def is_readable(self) -> bool:
        """Is there something to read, because the pair has begun?"""
        return pairs_rules.is_open(self.pair.state) or (
            self.is_partner and self.pair.is_proposed_anew
        )

    @property
    def is_living(self) -> bool:
        """Does the pair work together, or will it again?"""
        return pairs_rules.is_living(self.pair.state)

    @property
    def may_set_complete(self) -> bool:
        """May the viewer set a half complete?"""
        is_open = any(course.together is not Together.BOTH_DONE for course in self.courses)
        return fault_of(self.seen.sight, self.pair.state, is_open=is_open) is None

    @property
    def halves(self) -> tuple[WholeHalf, WholeHalf]:
        """Both halves over all courses: rep, support."""
        return whole_half(self.courses, Role.REP), whole_half(self.courses, Role.SUPPORT)

    @property
    def is_through(self) -> bool:
        """Are both done with everything that was given to them?"""
        return bool(self.courses) and all(
            course.together is Together.BOTH_DONE for course in self.courses
        )

    def turn_in(self, course_id: int) -> Turn | None:
        """Where the pair stands in a course."""
        return next((turn for turn in self.turns if turn.course.course.id == course_id), None)


def whole_half(courses: Sequence[PairCourse], role: Role) -> WholeHalf:
    """One half over all courses."""
    halves = [module.half_of(role) for course in courses for module in course.modules]
    done = sum(half.is_done for half in halves)
    return WholeHalf(
        done=done,
        total=len(halves),
        minutes=sum(course.minutes_left(role) for course in courses),
        parts=parts_together(halves),
    )


def pair_page(session: Session, person_id: int, *, pair_id: int, now: datetime) -> PairPage:
    """The page of a pair this person may see. Raises NoResultFound."""
    seen = pair_for(session, person_id, pair_id=pair_id)
    is_partner = seen.sight is Sight.PARTNER
    read = as_it_ended(seen.pair) if is_partner else seen.pair
    is_open = pairs_rules.is_open(read.state)
    courses = tuple(courses_of(session, [read], now=now)) if is_open else ()
    last = last_nudge(session, pair_id, from_id=person_id) if is_partner else None
    return PairPage(
        seen=seen,
        courses=courses,
        goal=goal_of(session, seen.pair),
        turns=turns_of(seen.pair, courses, person_id, last=last, now=now) if is_partner else (),
        scenes=scenes_of(session, seen.pair, courses, person_id) if is_partner else (),
        agreements=agreements_of(session, seen),
        thanks=thanks_of(session, seen),
        texts=shared_texts(session, person_id, seen),
        own_answer=own_answer(session, seen.pair, person_id),
        asks_for_fit=is_partner and asks_for_fit(session, seen.pair, courses, person_id),
        scales_again=scales_of(session, seen.pair, courses, person_id, now=now)
        if is_partner
        else (),
        fits=fits_for_leader(session, seen),
        reasons=reasons(session, person_id, pairs=[pair_id]),
        used_up=used_up_in(session, seen, person_id, now=now),
        goes_on_in=goes_on_in(session, seen.pair) if is_partner else None,
        editions=editions_for(session, seen.pair, courses, person_id) if is_partner else (),
    )


def editions_for(
    session: Session, pair: ShownPair, courses: Sequence[PairCourse], person_id: int
) -> tuple[NewEdition, ...]:
    """What is new of what one of the two has finished."""
    role = pair.role_of(person_id)
    own = [
        (course.course, role, module.for_seat(role))
        for course in courses
        for module in course.modules
    ]
    return new_editions(session, {person_id: own}).get(person_id, ())


def used_up_in(
    session: Session, seen: SeenPair, person_id: int, *, now: datetime
) -> tuple[UsedUp, ...]:
    """Which of the two has no attempt left at a quiz, for a leader outside the pair."""
    if seen.sight is not Sight.LEADER:
        return ()
    team_id, pair_id = seen.pair.team_id, seen.pair.id
    return tuple(used_up(session, person_id, team_id=team_id, pair_id=pair_id, now=now))


def goes_on_in(session: Session, pair: ShownPair) -> int | None:
    """The pair in which the two of an ended one work now."""
    if pair.state is not PairState.ENDED:
        return None
    return living_pair_of(session, rep_id=pair.rep.id, support_id=pair.support.id)


def as_it_ended(pair: ShownPair) -> ShownPair:
    """The pair as the two read it: while they are proposed to each other anew, as it ended."""
    return replace(pair, state=PairState.ENDED) if pair.is_proposed_anew else pair


def turns_of(
    pair: ShownPair,
    courses: Sequence[PairCourse],
    person_id: int,
    *,
    last: datetime | None,
    now: datetime,
) -> tuple[Turn, ...]:
    """Where the pair stands in each course that is not through."""
    role = pair.role_of(person_id)
    partner = pair.in_seat(opposite(role))
    turns = []
    for course in courses:
        if course.stands_at is None:
            continue
        module = course.stands_at.for_seat(role)
        fault = nudges_rules.fault_of(
            pair.state,
            mine_is_done=module.mine.is_done,
            theirs_is_done=module.theirs.is_done,
            partner_is_here=partner.is_active,
            last=last,
            now=now,
        )
        turns.append(Turn(course, module, partner, fault))
    return tuple(turns)


def scenes_of(
    session: Session, pair: ShownPair, courses: Sequence[PairCourse], person_id: int
) -> tuple[SeatTurn, ...]:
    """Whose turn it is in the scenes that the two have begun. While a pair rests nobody waits."""
    if pair.state is not PairState.ACTIVE:
        return ()
    role = pair.role_of(person_id)
    seats = [seat_in(course, role) for course in courses]
    return tuple(turn for turn in turns_in_seats(session, seats) if turn.state.has_begun)


def scales_of(
    session: Session,
    pair: ShownPair,
    courses: Sequence[PairCourse],
    person_id: int,
    *,
    now: datetime,
) -> tuple[ScaleAgain, ...]:
    """The scales that one of the two may fill in again."""
    if not pairs_rules.is_living(pair.state):
        return ()
    return scales_again(
        session,
        pair.id,
        [course.course for course in courses],
        person_id=person_id,
        role=pair.role_of(person_id),
        now=now,
    )


def own_answer(session: Session, pair: ShownPair, person_id: int) -> Consent | None:
    """What one of the two has said to a pair that is proposed."""
    if pair.state is not PairState.PROPOSED:
        return None
    return consents(session, [pair.id]).get(pair.id, {}).get(person_id)


def asks_for_fit(
    session: Session, pair: ShownPair, courses: Sequence[PairCourse], person_id: int
) -> bool:
    """Is it time to ask this partner how the pair fits?"""
    if not pairs_rules.is_living(pair.state):
        return False
    own = own_fit(session, pair.id, person_id=person_id)
    return fit_rules.is_due(
        both_done_at(courses),
        answer=own.fit if own else None,
        answered_at=own.at if own else None,
    )


def both_done_at(courses: Sequence[PairCourse]) -> list[datetime]:
    """When both had done each module; what a leader set complete was not done together."""
    moments = (module.learned_at for course in courses for module in course.modules)
    return [at for at in moments if at is not None]
