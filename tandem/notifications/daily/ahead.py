"""What is next for a reader, what did their partners do since the last mail, and where are they?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tandem.notifications.daily.news import LastTold
from tandem.notifications.road import DrawnRoad, drawn_road
from tandem.progress.more_attempts.queries import (
    quizzes_used_up_by,
    told_used_up,
    waiting_quizzes,
)
from tandem.progress.next_thing import NextThing, ahead_in_pairs, next_things
from tandem.progress.pair_courses import PairCourse
from tandem.progress.partner_acts import PartnerAct, last_act

# Without a mail before, what a partner did longer ago is no news.
LOOK_BACK = timedelta(days=7)


@dataclass(frozen=True)
class ActNews:
    """What a partner did last, since the reader's last mail."""

    partner: str
    act: PartnerAct


@dataclass(frozen=True)
class Ahead:
    """The next thing of a reader with the road that it stands on, and what the partners did."""

    next: NextThing | None = None
    road: DrawnRoad | None = None
    acts: tuple[ActNews, ...] = ()


NOTHING_AHEAD = Ahead()


def ahead_for(
    session: Session,
    courses: Iterable[PairCourse],
    readers: Mapping[int, LastTold],
    *,
    now: datetime,
) -> dict[int, Ahead]:
    """What stands before each of these readers, in the courses of their living pairs. Two queries
    for all, or none where no quiz that waits has a limit."""
    of_reader: dict[int, list[PairCourse]] = {person_id: [] for person_id in readers}
    for course in courses:
        for partner in course.pair.partners:
            if partner.id in of_reader:
                of_reader[partner.id].append(course)
    things = {
        person_id: next_things(ahead_in_pairs(own, person_id))
        for person_id, own in of_reader.items()
        if own
    }
    waiting = {person_id: waiting_quizzes(own) for person_id, own in things.items()}
    used_up = quizzes_used_up_by(session, waiting)
    return {
        person_id: ahead_of_reader(
            of_reader[person_id],
            told_used_up(own, used_up[person_id]),
            person_id,
            since=since_when(readers[person_id], now),
        )
        for person_id, own in things.items()
    }


def since_when(told: LastTold, now: datetime) -> datetime:
    """From when on something is news for a reader."""
    return max(told.at or now - LOOK_BACK, now - LOOK_BACK)


def ahead_of_reader(
    own: Sequence[PairCourse], things: Sequence[NextThing], person_id: int, *, since: datetime
) -> Ahead:
    """What stands before one reader: of these things the first."""
    first = next(iter(things), None)
    acts = {
        course.pair.id: ActNews(partner.given_name, act)
        for course in own
        for partner in course.pair.partners
        if partner.id != person_id
        and (act := last_act(m.for_seat(course.pair.role_of(person_id)) for m in course.modules))
        and act.at > since
    }
    return Ahead(
        next=first, road=road_under(own, first) if first else None, acts=tuple(acts.values())
    )


def road_under(own: Iterable[PairCourse], thing: NextThing) -> DrawnRoad | None:
    """The road on which the next thing stands."""
    for course in own:
        if (course.pair.id, course.course.id) == (thing.ahead.pair_id, thing.ahead.course.id):
            return drawn_road(module.said for module in course.modules)
    return None
