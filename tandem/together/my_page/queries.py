"""What waits for me, and what for my partner?"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tandem.library.served import library
from tandem.people.pairs import rules as pairs_rules
from tandem.progress.assigned import seats
from tandem.progress.seat_courses import OwnCourse, SharedCourse, own_courses, shared_courses
from tandem.terms import PairState, Role, Step
from tandem.together.scene_turns import SceneSeat, SeatTurn, turns_in_seats


@dataclass(frozen=True)
class MyPage:
    """Everything on a person's own page: what is next, by due date, every pair's courses, and those
    that are read alone; `scenes` say whose turn it is, in the pairs that work together now."""

    resume: tuple[SharedCourse, ...]
    living: tuple[SharedCourse, ...]
    ended: tuple[SharedCourse, ...]
    alone: tuple[OwnCourse, ...]
    scenes: tuple[SeatTurn, ...]

    def next_scene(self, course: SharedCourse) -> SeatTurn | None:
        """The scene for two that is next in a course, where one is."""
        following = course.following
        if following is None or following.next_step is not Step.TOGETHER:
            return None
        step = following.mine.next_shared
        key = (course.seat.pair_id, following.module.id, step.id if step else "")
        return next((turn for turn in self.scenes if turn.scene.key == key), None)

    def waiting_scenes(self, course: SharedCourse) -> tuple[SeatTurn, ...]:
        """The scenes of a course in which it is the partner's turn, after something was decided."""
        return tuple(
            turn
            for turn in self.scenes
            if turn.scene.pair_id == course.seat.pair_id
            and turn.course.id == course.course.id
            and turn.state.has_begun
            and not turn.waits_for_me
        )


def my_page(session: Session, person_id: int, *, roles: Set[Role], now: datetime) -> MyPage:
    """What waits for this person and for the partners. Seven queries at most, for any number."""
    served = library(session)
    opened = [
        seat
        for seat in seats(session, person_id, now=now)
        if pairs_rules.is_open(seat.pair_state) and served.course_by_id(seat.course_id)
    ]
    shared = shared_courses(session, served, opened, person_id=person_id)
    living = tuple(course for course in shared if course.is_living)
    seated = {seat.course_id for seat in opened}
    others = [course for course in served.courses if course.id not in seated]
    return MyPage(
        resume=tuple(once_each(living)),
        living=living,
        ended=tuple(course for course in shared if not course.is_living),
        alone=own_courses(session, others, person_id=person_id, roles=roles),
        scenes=tuple(turns_in_seats(session, scene_seats(living, person_id))),
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


def once_each(shared: Sequence[SharedCourse]) -> list[SharedCourse]:
    """What is next: who sits in several pairs reads a course once for all of them.

    The steps for two wait in each pair.
    """
    first: dict[tuple[int, Role, int], SharedCourse] = {}
    for shared_course in sorted(shared, key=by_due_date):
        if shared_course.following:
            is_shared = shared_course.following.next_step is Step.TOGETHER
            pair_id = shared_course.seat.pair_id if is_shared else 0
            first.setdefault(
                (shared_course.course.id, shared_course.seat.role, pair_id), shared_course
            )
    return list(first.values())


def by_due_date(shared: SharedCourse) -> tuple[date, str, int]:
    """The earliest date first; without a date last."""
    return (shared.seat.due_on or date.max, shared.course.title, shared.seat.pair_id)
