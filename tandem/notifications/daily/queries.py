"""What is to be said to whom today? Steps and dates only: no text, no scale, no thanks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from tandem.dates import is_overdue, local_day, zone_named
from tandem.learning.refreshers.queries import LearnedCourse, courses_learned_in, situations
from tandem.learning.refreshers.turn import turns
from tandem.library.served import ServedCourse, library
from tandem.mail.working_times import working_times
from tandem.models import Letter, MailChoice, Pair, Person, Team
from tandem.notifications import rules as notifications_rules
from tandem.notifications.daily.ahead import NOTHING_AHEAD, Ahead, ahead_for
from tandem.notifications.daily.news import NOTHING_NEW, LastTold, News, news_for
from tandem.notifications.weekly.queries import TeamWeek, leaders_with_pairs
from tandem.people.pairs import rules as pairs_rules
from tandem.people.pairs.queries import ShownPair, by_names, people_and_team, shown
from tandem.progress.given_alone import given_alone
from tandem.progress.pair_courses import PairCourse, courses_of, progress_records
from tandem.progress.rules.next_step import ALONE, role_to_read_alone_in
from tandem.terms import LetterKind, PairState, Role
from tandem.working_time import ALWAYS, WorkingTime

LOOK_BACK = timedelta(days=14)


@dataclass(frozen=True)
class Task:
    """A course with a date of which the reader's own half is not complete."""

    course: ServedCourse
    role: Role
    partners: tuple[str, ...]
    modules_left: int
    due_on: date
    time_zone: str
    is_overdue: bool


@dataclass(frozen=True)
class Bundle:
    """Everything for one person on one day."""

    person: Person
    day: date
    tasks: tuple[Task, ...] = ()
    news: News = NOTHING_NEW
    ahead: Ahead = NOTHING_AHEAD
    # The module of which a question waits to be answered; empty where none is spoken of.
    refresher: str = ""
    has_week: bool = False
    teams: tuple[TeamWeek, ...] = ()

    @property
    def has_content(self) -> bool:
        """Is there anything to say?"""
        return bool(self.tasks or self.news or self.refresher or self.has_week)


@dataclass(frozen=True)
class LastMail:
    """What daily mail a person has had: today's, the last one that left, and when it last held a
    digest or spoke of a question that comes back."""

    today: bool = False
    on: date | None = None
    at: datetime | None = None
    digest_on: date | None = None
    refresher_on: date | None = None


@dataclass(frozen=True)
class Recipient:
    """Somebody who may be written to, and what they want."""

    person: Person
    hour: int
    day: date
    told: LastMail
    wants_reminders: bool
    wants_digest: bool
    time: WorkingTime = ALWAYS

    @property
    def last_told(self) -> LastTold:
        """What they know, for what is news to them."""
        catch_up = self.time.catch_up(self.day)
        return LastTold(self.person.time_zone, self.told.on, self.told.at, catch_up)

    def may_read(self, now: datetime) -> bool:
        """Do they work today, now or later?"""
        moment = self.time.next_moment(now, zone=self.person.time_zone)
        return local_day(moment, self.person.time_zone) == self.day

    @property
    def is_due_for_refresher(self) -> bool:
        """Is it time to speak of a question that comes back?"""
        return self.wants_reminders and notifications_rules.is_refresher_due(
            self.day, last_on=self.told.refresher_on
        )

    @property
    def is_due_for_digest(self) -> bool:
        """Is it time for the week's digest?"""
        return self.wants_digest and notifications_rules.is_digest_due(
            self.day,
            last_on=self.told.digest_on,
            worked=self.time.worked_this_week(self.day),
        )


def everybody_to_ask(session: Session) -> list[int]:
    """Everybody who could get a daily letter."""
    return list(session.scalars(select(Person.id).where(*reachable()).order_by(Person.id)))


def reachable() -> tuple[ColumnElement[bool], ...]:
    """Never a closed account, never somebody who has not joined yet, never a sample person."""
    return (
        Person.is_active.is_(True),
        Person.joined_at.is_not(None),
        Person.is_sample.is_(False),
    )


def readers_of(
    session: Session, people: Collection[int], *, now: datetime, site: WorkingTime = ALWAYS
) -> list[Recipient]:
    """Those of these people who may be written to, with what they want and were told.

    `site` is when people work who have not said it themselves.
    """
    query = (
        select(Person, MailChoice)
        .outerjoin(MailChoice, MailChoice.person_id == Person.id)
        .where(Person.id.in_(people), *reachable())
        .order_by(Person.id)
    )
    rows = session.execute(query).all()
    zones = {person.id: person.time_zone for person, _ in rows}
    told = told_to(session, zones, now=now)
    times = working_times(session, zones, site=site)
    return [
        Recipient(
            person=person,
            hour=now.astimezone(zone_named(person.time_zone)).hour,
            day=local_day(now, person.time_zone),
            told=told[person.id],
            wants_reminders=choice is None or choice.reminders,
            wants_digest=choice is None or choice.digest,
            time=times[person.id],
        )
        for person, choice in rows
    ]


def told_to(session: Session, zones: Mapping[int, str], *, now: datetime) -> dict[int, LastMail]:
    """What mail these people have had in the last days. A letter that never left told nothing."""
    query = select(Letter).where(
        Letter.person_id.in_(zones), Letter.kind != LetterKind.ASKED,
        Letter.created_at > now - LOOK_BACK,
    )  # fmt: skip
    letters: dict[int | None, list[Letter]] = {person_id: [] for person_id in zones}
    for letter in session.scalars(query.order_by(Letter.id)):
        letters[letter.person_id].append(letter)
    return {
        person_id: told_by(letters[person_id], zone=zone, now=now)
        for person_id, zone in zones.items()
    }


def told_by(letters: Iterable[Letter], *, zone: str, now: datetime) -> LastMail:
    """What these letters have told. An invitation of today is today's mail."""
    today = local_day(now, zone)
    days = [letter.day or local_day(letter.created_at, zone) for letter in letters]
    left = [
        (letter.day, letter.sent_at, letter)
        for letter in letters
        if letter.sent_at and letter.day and letter.day < today
    ]
    return LastMail(
        today=today in days,
        on=max((day for day, _, _ in left), default=None),
        at=max((at for _, at, _ in left), default=None),
        digest_on=max((day for day, _, letter in left if letter.has_digest), default=None),
        refresher_on=max((day for day, _, letter in left if letter.has_refresher), default=None),
    )


def bundles(session: Session, readers: Sequence[Recipient], *, now: datetime) -> list[Bundle]:
    """What to say to each of them today; nobody to whom there is nothing to say.

    A fixed number of queries, however many readers. What the week of a leader was is found out when
    the letter leaves.
    """
    reminded = {reader.person.id: reader for reader in readers if reader.wants_reminders}
    living = living_pairs(session, reminded)
    all_courses = courses_of(session, living, now=now)
    pairs = [pair for pair in living if pair.state is PairState.ACTIVE]
    courses = [course for course in all_courses if course.pair.state is PairState.ACTIVE]
    tasks = tasks_of(courses, reminded, now=now)
    for person_id, task in solo_tasks(session, reminded, now=now):
        tasks[person_id] = sorted([*tasks.get(person_id, ()), task], key=by_date)
    told = {key: reader.last_told for key, reader in reminded.items()}
    news = news_for(session, told, pairs=pairs, courses=courses, now=now)
    ahead = ahead_for(session, all_courses, told, now=now)
    refreshers = refreshers_for(session, readers, courses, now=now)
    due = [reader.person.id for reader in readers if reader.is_due_for_digest]
    leaders = leaders_with_pairs(session, due)
    made = (
        Bundle(
            person=reader.person,
            day=reader.day,
            tasks=tuple(tasks.get(reader.person.id, ())),
            news=news.get(reader.person.id, NOTHING_NEW),
            ahead=ahead.get(reader.person.id, NOTHING_AHEAD),
            refresher=refreshers.get(reader.person.id, ""),
            has_week=reader.person.id in leaders,
        )
        for reader in readers
    )
    return [bundle for bundle in made if bundle.has_content]


def refreshers_for(
    session: Session, readers: Iterable[Recipient], courses: Iterable[PairCourse], *, now: datetime
) -> dict[int, str]:
    """The module of the question that waits for each of them, by reader. Two queries at most."""
    due = {reader.person.id: reader.person for reader in readers if reader.is_due_for_refresher}
    learned = courses_learned_in(courses, due)
    return {
        person_id: title_of(turn.card.module_id, learned[person_id], due[person_id].language)
        for person_id, situation in situations(session, learned, now=now).items()
        if (turn := next(turns(situation, now=now), None))
    }


def title_of(module_id: int, learned: Iterable[LearnedCourse], language: str) -> str:
    """What a module is called for whoever reads that language."""
    parts = (part.module for course in learned for part in course.modules)
    module = next(module for module in parts if module.id == module_id)
    return module.in_language(language).title


def living_pairs(session: Session, readers: Collection[int]) -> list[ShownPair]:
    """The pairs of these readers that work together or rest, samples aside, by surname."""
    query = (
        select(Pair)
        .join(Team, Team.id == Pair.team_id)
        .where(Pair.state.in_(pairs_rules.LIVING), Team.is_sample.is_(False))
        .where(or_(Pair.rep_id.in_(readers), Pair.support_id.in_(readers)))
        .options(*people_and_team())
    )
    return sorted((shown(row) for row in session.scalars(query)), key=by_names)


def tasks_of(
    courses: Iterable[PairCourse], readers: Mapping[int, Recipient], *, now: datetime
) -> dict[int, list[Task]]:
    """The courses to be reminded of, by reader: own half not complete."""
    by_reader: dict[int, dict[tuple[int, Role], Task]] = {}
    for row in courses:
        for task, person_id in open_halves(row, now=now):
            reader = readers.get(person_id)
            if reader and is_to_be_told(task, reader, now=now):
                kept = by_reader.setdefault(person_id, {})
                key = (task.course.id, task.role)
                kept[key] = joined(kept[key], task) if key in kept else task
    return {key: sorted(tasks.values(), key=by_date) for key, tasks in by_reader.items()}


def open_halves(row: PairCourse, *, now: datetime) -> list[tuple[Task, int]]:
    """The halves of a pair's course that are not complete, where there is a date: task, person."""
    if row.due_on is None or (row.closes and row.is_overdue):
        return []
    halves = []
    for mine, partner in ((row.pair.rep, row.pair.support), (row.pair.support, row.pair.rep)):
        left = sum(not module.half_of(mine.role).is_done for module in row.modules)
        if left:
            task = Task(
                course=row.course,
                role=mine.role,
                partners=(partner.name,),
                modules_left=left,
                due_on=row.due_on,
                time_zone=row.time_zone,
                is_overdue=is_overdue(row.due_on, zone=row.time_zone, now=now),
            )
            halves.append((task, mine.id))
    return halves


def solo_tasks(
    session: Session, readers: Mapping[int, Recipient], *, now: datetime
) -> list[tuple[int, Task]]:
    """The courses for one with a date to be reminded of: person, task. Two queries at most."""
    shelf = library(session)
    given = [
        (one, course, one.due_on)
        for one in given_alone(session, people=readers, now=now)
        if one.due_on and (course := shelf.course_by_id(one.course_id))
    ]
    records = progress_records(
        session,
        [module for _, course, _ in given for module in course.modules],
        people={one.person_id for one, _, _ in given},
        roles=ALONE,
    )
    tasks = []
    for one, course, due_on in given:
        role = role_to_read_alone_in(one.roles, course.audience)
        if role is None:
            continue
        modules = [
            records.own_module(m, role, person_id=one.person_id, round=one.round)
            for m in course.modules
        ]
        task = Task(
            course=course,
            role=role,
            partners=(),
            modules_left=sum(not module.mine.is_done for module in modules),
            due_on=due_on,
            time_zone=one.time_zone,
            is_overdue=is_overdue(due_on, zone=one.time_zone, now=now),
        )
        if task.modules_left and is_to_be_told(task, readers[one.person_id], now=now):
            tasks.append((one.person_id, task))
    return tasks


def is_to_be_told(task: Task, reader: Recipient, *, now: datetime) -> bool:
    """Is a reminder of this due date due today, in the time zone of the assignment?"""
    today = local_day(now, task.time_zone)
    return notifications_rules.is_reminder_due(
        task.due_on, today=today, told_on=reader.told.on, catch_up=reader.time.catch_up(reader.day)
    )


def joined(first: Task, second: Task) -> Task:
    """Two tasks about one course as one: the earlier date, and the partners of both."""
    early, late = sorted((first, second), key=by_date)
    return replace(early, partners=early.partners + late.partners)


def by_date(task: Task) -> tuple[date, str, Role]:
    """The earliest date first."""
    return task.due_on, task.course.title, task.role


@dataclass(frozen=True)
class MailWishes:
    """Which regular mail somebody gets."""

    reminders: bool
    digest: bool


def choice_of(session: Session, person_id: int) -> MailWishes:
    """What a person has chosen; both where nothing was."""
    row = session.get(MailChoice, person_id)
    return MailWishes(row.reminders, row.digest) if row else MailWishes(reminders=True, digest=True)
