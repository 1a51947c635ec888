"""What is new between the two since somebody's last mail? Names and days, no text of the two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased

from tandem.dates import local_day
from tandem.learning.plans.queries import plans_of
from tandem.learning.plans.rules import check_days
from tandem.models import Pair, PairChange
from tandem.notifications.rules import CATCH_UP, is_new, is_time_to_look
from tandem.people.pairs.queries import Partner, ShownPair, people_and_team
from tandem.progress.new_editions import Finished, NewEdition, new_editions
from tandem.progress.nudges.queries import nudges_since
from tandem.progress.pair_courses import PairCourse
from tandem.terms import PairState, PlanCheck
from tandem.together.goals.queries import review_days
from tandem.together.scene_turns import SceneCall, SeatTurn, seat_in, turns_in_seats
from tandem.together.steps.agreements import look_again_days


@dataclass(frozen=True)
class LastTold:
    """Somebody's time zone, and when their last mail left: the day and the moment.

    `catch_up` is how long something is still news to them.
    """

    zone: str
    on: date | None
    at: datetime | None
    catch_up: timedelta = CATCH_UP


@dataclass(frozen=True)
class NudgeNews:
    """A partner looks forward to the reader's half of a module."""

    partner: str
    module: str
    minutes: int
    pair_id: int


@dataclass(frozen=True)
class SceneNews:
    """A partner has moved in a scene for two, and it goes on with the reader. No text of it."""

    call: SceneCall
    partner: str
    title: str
    course: str
    module: str
    pair_id: int
    step: str


class Matter(StrEnum):
    """What a pair looks at again."""

    GOAL = "goal"
    AGREEMENT = "agreement"


@dataclass(frozen=True)
class ReviewNews:
    """It is time for a pair to look at something again."""

    matter: Matter
    partner: str
    pair_id: int


@dataclass(frozen=True)
class PlanNews:
    """It is time to ask somebody about a plan of their own. Its words are in no mail."""

    plan_id: int
    person_id: int
    asked: PlanCheck
    module: str
    made_on: date


@dataclass(frozen=True)
class News:
    """Everything for one reader. `ended` are the partners with whom a pair has ended.

    `editions` go along with other news, and are no reason for a letter.
    """

    nudges: tuple[NudgeNews, ...] = ()
    scenes: tuple[SceneNews, ...] = ()
    again: tuple[ReviewNews, ...] = ()
    ended: tuple[str, ...] = ()
    plans: tuple[PlanNews, ...] = ()
    editions: tuple[NewEdition, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nudges or self.scenes or self.again or self.ended or self.plans)


NOTHING_NEW = News()


def news_for(
    session: Session,
    readers: Mapping[int, LastTold],
    *,
    pairs: Sequence[ShownPair],
    courses: Sequence[PairCourse],
    now: datetime,
) -> dict[int, News]:
    """What is new for each of these readers; `pairs` are their active ones.

    Nine queries at most.
    """
    nudges = nudges_to(session, readers, courses, now=now)
    scenes = scenes_to(session, readers, courses, now=now)
    again = matters_of(session, readers, pairs, now=now)
    ended = endings_to(session, readers, now=now)
    plans = plans_to_ask(session, readers, now=now)
    editions = editions_to(session, readers, courses, now=now)
    return {
        person_id: News(
            nudges=tuple(nudges.get(person_id, ())),
            scenes=tuple(scenes.get(person_id, ())),
            again=tuple(again.get(person_id, ())),
            ended=tuple(ended.get(person_id, ())),
            plans=tuple(plans.get(person_id, ())),
            editions=editions.get(person_id, ()),
        )
        for person_id in readers
    }


def nudges_to(
    session: Session,
    readers: Mapping[int, LastTold],
    courses: Sequence[PairCourse],
    *,
    now: datetime,
) -> dict[int, list[NudgeNews]]:
    """The nudges that were not told of yet, where the reader's half is still open."""
    by_reader: dict[int, dict[tuple[int, int], NudgeNews]] = {}
    halves = dict(open_halves(courses))
    for nudge in nudges_since(session, readers, since=now - longest(readers)):
        nudged = halves.get((nudge.to_id, nudge.pair_id, nudge.module_id))
        if nudged and is_new_to(readers[nudge.to_id], nudge.at, now=now):
            by_reader.setdefault(nudge.to_id, {})[nudge.pair_id, nudge.module_id] = nudged
    return {reader: list(of_reader.values()) for reader, of_reader in by_reader.items()}


def open_halves(courses: Sequence[PairCourse]) -> Iterator[tuple[tuple[int, int, int], NudgeNews]]:
    """Every half that is open while the partner's is done: by person, pair and module."""
    for course in courses:
        for module in course.modules:
            for me, partner in both_of(course.pair):
                seen = module.for_seat(me.role)
                if seen.theirs.is_done and not seen.mine.is_done:
                    yield (
                        (me.id, course.pair.id, module.module.id),
                        NudgeNews(
                            partner=partner.name,
                            module=module.module.title,
                            minutes=seen.my_minutes,
                            pair_id=course.pair.id,
                        ),
                    )


def scenes_to(
    session: Session,
    readers: Mapping[int, LastTold],
    courses: Sequence[PairCourse],
    *,
    now: datetime,
) -> dict[int, list[SceneNews]]:
    """The scenes for two in which a partner has moved and the reader is to go on, by reader.

    Two queries at most.
    """
    seats = [
        seat_in(course, me.role)
        for course in courses
        for me, _ in both_of(course.pair)
        if me.id in readers
    ]
    by_reader: dict[int, list[SceneNews]] = {}
    for turn in turns_in_seats(session, seats):
        moved_at = turn.state.moved_at
        if moved_at is None or not (turn.waits_for_me and turn.partner_moved):
            continue
        if is_new_to(readers[turn.me], moved_at, now=now):
            by_reader.setdefault(turn.me, []).append(scene_news(turn))
    return by_reader


def scene_news(turn: SeatTurn) -> SceneNews:
    """What of a turn may stand in a mail."""
    return SceneNews(
        call=turn.call,
        partner=turn.partner,
        title=turn.state.title,
        course=turn.course.slug,
        module=turn.scene.module.slug,
        pair_id=turn.scene.pair_id,
        step=turn.scene.step.id,
    )


def matters_of(
    session: Session, readers: Mapping[int, LastTold], pairs: Sequence[ShownPair], *, now: datetime
) -> dict[int, list[ReviewNews]]:
    """What it is time to look at again: a goal in its own zone, an agreement in the reader's."""
    by_id = {pair.id: pair for pair in pairs}
    days: list[tuple[int, Matter, date, str | None]] = [
        (review.pair_id, Matter.GOAL, review.on, review.time_zone)
        for review in review_days(session, by_id)
    ]
    days += [
        (agreement.pair_id, Matter.AGREEMENT, agreement.on, None)
        for agreement in look_again_days(session, by_id)
    ]
    by_reader: dict[int, list[ReviewNews]] = {}
    for number, matter, on, zone in days:
        for mine, partner in both_of(by_id[number]):
            told = readers.get(mine.id)
            if told is None:
                continue
            today = local_day(now, zone or told.zone)
            if is_time_to_look(on, today=today, told_on=told.on, catch_up=told.catch_up):
                by_reader.setdefault(mine.id, []).append(ReviewNews(matter, partner.name, number))
    return by_reader


def longest(readers: Mapping[int, LastTold]) -> timedelta:
    """How long something is news to any of these readers."""
    return max((told.catch_up for told in readers.values()), default=CATCH_UP)


def is_new_to(told: LastTold, at: datetime, *, now: datetime) -> bool:
    """Is something still to be told to this reader?"""
    return is_new(at, told_at=told.at, now=now, catch_up=told.catch_up)


def both_of(pair: ShownPair) -> tuple[tuple[Partner, Partner], ...]:
    """Each of the two partners together with the other one."""
    return (pair.rep, pair.support), (pair.support, pair.rep)


def editions_to(
    session: Session,
    readers: Mapping[int, LastTold],
    courses: Sequence[PairCourse],
    *,
    now: datetime,
) -> dict[int, tuple[NewEdition, ...]]:
    """What changed in finished modules since each reader's last letter, if not read yet."""
    finished: dict[int, list[Finished]] = {}
    for course in courses:
        for me, _ in both_of(course.pair):
            if me.id in readers:
                own = [(course.course, None, m.for_seat(me.role)) for m in course.modules]
                finished.setdefault(me.id, []).extend(own)
    found = new_editions(session, finished)
    return {
        person_id: tuple(news for news in of if is_new_to(readers[person_id], news.at, now=now))
        for person_id, of in found.items()
    }


def endings_to(
    session: Session, readers: Mapping[int, LastTold], *, now: datetime
) -> dict[int, list[str]]:
    """The partners with whom a pair has ended and who were not spoken of yet, by reader."""
    query = (
        select(Pair, PairChange.at)
        .join(PairChange, PairChange.pair_id == Pair.id)
        .where(PairChange.state == PairState.ENDED, ~is_formed_again())
        .where(PairChange.at > now - longest(readers))
        .where(or_(Pair.rep_id.in_(readers), Pair.support_id.in_(readers)))
        .options(*people_and_team())
        .order_by(PairChange.at, Pair.id)
    )
    by_reader: dict[int, list[str]] = {}
    for row, at in session.execute(query):
        for mine, partner in ((row.rep, row.support), (row.support, row.rep)):
            told = readers.get(mine.id)
            if told and is_new_to(told, at, now=now):
                by_reader.setdefault(mine.id, []).append(partner.name)
    return by_reader


def is_formed_again() -> ColumnElement[bool]:
    """Are the same two a pair now, in this one or another, so that its end is no news any more?"""
    living = aliased(Pair)
    same = and_(living.rep_id == Pair.rep_id, living.support_id == Pair.support_id)
    query = select(living.id).where(same, living.state != PairState.ENDED)
    return query.correlate(Pair).exists()


def plans_to_ask(
    session: Session, readers: Mapping[int, LastTold], *, now: datetime
) -> dict[int, list[PlanNews]]:
    """The plans that somebody is to be asked about today, by reader. One query."""
    by_reader: dict[int, list[PlanNews]] = {}
    for plan in plans_of(session, readers, now=now):
        told = readers[plan.person_id]
        today = local_day(now, told.zone)
        check = plan.due(today)
        if check is None:
            continue
        on = check_days(plan.made_on)[check]
        if is_time_to_look(on, today=today, told_on=told.on, catch_up=told.catch_up):
            news = PlanNews(plan.id, plan.person_id, check, plan.title, plan.made_on)
            by_reader.setdefault(plan.person_id, []).append(news)
    return by_reader
