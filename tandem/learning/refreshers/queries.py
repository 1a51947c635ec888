"""What decides which question somebody is asked? No answer is read here."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial

from sqlalchemy.orm import Session

from tandem.content.lesson import Question
from tandem.learning.refreshers.budget import asked_alone, has_room
from tandem.learning.refreshers.past import (
    Marks,
    add_deciding,
    last_answers,
    marks_of,
    people_and_week,
)
from tandem.learning.refreshers.schedule import EARLIEST, Memory, first_memory
from tandem.learning.refreshers.turn import (
    Companion,
    PastRefresher,
    RefresherCard,
    RefresherSituation,
)
from tandem.library.served import Library, ServedModule, library
from tandem.progress.pair_courses import PairCourse, SeatModule
from tandem.progress.rules.rounds import FIRST, MIN, Round
from tandem.progress.seat_courses import (
    OwnCourse,
    SharedCourse,
    courses_alone,
    open_seats,
    shared_courses,
)
from tandem.terms import PairState, RefresherFace, Role, opposite


@dataclass(frozen=True)
class LearnedPart:
    """A module, and when somebody and their partner finished what they do alone, in this round."""

    module: ServedModule
    mine_at: datetime | None
    theirs_at: datetime | None = None


@dataclass(frozen=True)
class LearnedCourse:
    """A course that somebody learns in a pair that works together now, or alone (pair 0)."""

    role: Role
    modules: tuple[LearnedPart, ...]
    round: Round = FIRST
    pair_id: int = 0
    partner_id: int = 0


def learned_courses(
    shared: Iterable[SharedCourse], alone: Iterable[OwnCourse]
) -> list[LearnedCourse]:
    """The courses of which questions may come back. While a pair rests, so do they."""
    in_pairs = [
        LearnedCourse(
            role=course.seat.role,
            modules=tuple(map(part_of, course.modules)),
            round=course.seat.round,
            pair_id=course.seat.pair_id,
            partner_id=course.seat.partner_id,
        )
        for course in shared
        if course.seat.pair_state is PairState.ACTIVE
    ]
    solo = [
        LearnedCourse(
            role=course.role,
            modules=tuple(LearnedPart(m.module, m.mine.own.finished_at) for m in course.modules),
            round=course.round,
        )
        for course in alone
    ]
    return in_pairs + solo


def courses_learned_in(
    courses: Iterable[PairCourse], people: Collection[int]
) -> dict[int, list[LearnedCourse]]:
    """The same for many people, in the pairs whose courses these are. No query."""
    learned: dict[int, list[LearnedCourse]] = defaultdict(list)
    for course in courses:
        two = course.pair.rep, course.pair.support
        for me, partner in (two, two[::-1]):
            if me.id in people and course.pair.state is PairState.ACTIVE:
                modules = (module.for_seat(me.role) for module in course.modules)
                learned[me.id].append(
                    LearnedCourse(
                        role=me.role,
                        modules=tuple(map(part_of, modules)),
                        round=course.round,
                        pair_id=course.pair.id,
                        partner_id=partner.id,
                    )
                )
    return learned


def part_of(module: SeatModule) -> LearnedPart:
    """A module as both have learned it."""
    return LearnedPart(module.module, module.mine.own.finished_at, module.theirs.own.finished_at)


def courses_learned(
    session: Session, person_id: int, *, roles: Set[Role], now: datetime
) -> list[LearnedCourse]:
    """The same, looked up for somebody. Five queries."""
    served: Library = library(session)
    opened = open_seats(session, served, person_id, now=now)
    active = [seat for seat in opened if seat.pair_state is PairState.ACTIVE]
    return learned_courses(
        shared_courses(session, served, active, person_id=person_id),
        courses_alone(session, served.courses, opened, person_id=person_id, roles=roles, now=now),
    )


@dataclass(frozen=True)
class LearnerRecords:
    """What these people answered, in quizzes and since, and what of it can come back.

    `people` are those who want refreshers: their time zone and name. `of_partners` looks up the
    same of those who are guessed, once for all.
    """

    people: Mapping[int, tuple[str, str]]
    past: Mapping[int, list[PastRefresher]]
    marks: Marks
    of_partners: Callable[[], LearnerRecords] | None = None
    asked: dict[tuple[int, Role], tuple[Question, ...]] = field(default_factory=dict)
    by_module: dict[int, dict[int, list[PastRefresher]]] = field(default_factory=dict)

    def in_module(self, person_id: int, module_id: int) -> Sequence[PastRefresher]:
        """What somebody answered about a module; put in order once for each person."""
        if person_id not in self.by_module:
            by_module = self.by_module[person_id] = defaultdict(list)
            for past in self.past.get(person_id, ()):
                by_module[past.module_id].append(past)
        return self.by_module[person_id].get(module_id, ())

    def questions(self, module: ServedModule, role: Role) -> tuple[Question, ...]:
        """What of a module can come back to a role; looked up once for all people."""
        key = module.id, role
        if key not in self.asked:
            self.asked[key] = asked_alone(module.lesson, role)
        return self.asked[key]


def situation_of(
    session: Session, person_id: int, learned: Sequence[LearnedCourse], *, now: datetime
) -> RefresherSituation | None:
    """What decides about somebody; None for who wants no refreshers. Two queries at most."""
    return situations(session, {person_id: learned}, now=now).get(person_id)


def situations(
    session: Session, learned: Mapping[int, Sequence[LearnedCourse]], *, now: datetime
) -> dict[int, RefresherSituation]:
    """The same for many people, by what each has learned. Five queries at most, for all.

    One where the week of all of them is full, or nothing was learned long enough ago; three where
    nobody is guessed.
    """
    partners = {
        course.partner_id for courses in learned.values() for course in courses if course.pair_id
    }
    everybody = {*learned, *partners}
    if not everybody:
        return {}
    people, past = people_and_week(session, everybody, now=now)
    wanting = [person_id for person_id in learned if person_id in people]
    asked = [
        person_id
        for person_id in wanting
        if has_room(
            [(answer.at, answer.seconds) for answer in past[person_id]],
            now=now,
            zone=people[person_id][0],
        )
    ]
    modules = {module for person_id in asked for module in may_be_due(learned[person_id], now=now)}
    marks: Marks = {}
    theirs: set[int] = set()
    if modules:
        theirs = {course.partner_id for who in asked for course in learned[who]} & people.keys()
        add_deciding(session, past, asked, partners=theirs)
        marks = marks_of(session, asked, modules)
    partners_records = cache(partial(records_of_partners, session, people, theirs, modules))
    records = LearnerRecords(people, past, marks, partners_records)
    return {
        person_id: situation_in(records, person_id, learned[person_id]) for person_id in wanting
    }


def records_of_partners(
    session: Session,
    people: Mapping[int, tuple[str, str]],
    partners: Collection[int],
    modules: Collection[int],
) -> LearnerRecords:
    """What decides which questions are due for those who are guessed. Two queries, or none."""
    if not partners:
        return LearnerRecords(people, {}, {})
    past, marks = last_answers(session, partners), marks_of(session, partners, modules)
    return LearnerRecords(people, past, marks)


def may_be_due(learned: Iterable[LearnedCourse], *, now: datetime) -> Iterator[int]:
    """The modules that somebody, or who is guessed, has finished long enough ago."""
    for course in learned:
        for part in course.modules:
            moments = (part.mine_at, part.theirs_at)
            if part.mine_at and any(at and at + EARLIEST <= now for at in moments):
                yield part.module.id


def situation_in(
    records: LearnerRecords, person_id: int, learned: Sequence[LearnedCourse]
) -> RefresherSituation:
    """What decides about one person.

    A module that is read in several pairs comes back once: in the round that began last.
    """
    latest: dict[int, tuple[LearnedPart, LearnedCourse]] = {}
    for course in sorted(learned, key=read_first):
        for part in course.modules:
            latest.setdefault(part.module.id, (part, course))
    return RefresherSituation(
        person_id=person_id,
        zone=records.people[person_id][0],
        cards=partial(own_cards, records, person_id, latest.values()),
        companions=tuple(companions_of(records, person_id, learned)),
        past=tuple(records.past.get(person_id, ())),
        read_in={id: course.pair_id for id, (_, course) in latest.items() if course.pair_id},
    )


def own_cards(
    records: LearnerRecords,
    person_id: int,
    parts: Iterable[tuple[LearnedPart, LearnedCourse]],
) -> list[RefresherCard]:
    """The person's own questions, of the modules that they have finished."""
    return [
        card
        for part, course in parts
        for card in cards_in(
            records, person_id, part.module, course.role, course.round, learned_at=part.mine_at
        )
    ]


def read_first(course: LearnedCourse) -> tuple[float, bool, int]:
    """The round that began last; then rep before support, and the oldest pair."""
    return (
        -(course.round.began_at or MIN).timestamp(),
        course.role is not Role.REP,
        course.pair_id,
    )


def companions_of(
    records: LearnerRecords, person_id: int, learned: Iterable[LearnedCourse]
) -> Iterable[Companion]:
    """The partners who want refreshers, each with what is due to be guessed in that pair."""
    by_pair: dict[int, list[LearnedCourse]] = defaultdict(list)
    for course in learned:
        if course.pair_id and course.partner_id in records.people:
            by_pair[course.pair_id].append(course)
    mine = records.past.get(person_id, [])
    for pair_id, courses in sorted(by_pair.items()):
        partner_id = courses[0].partner_id
        theirs = records.past.get(partner_id, [])
        yield Companion(
            pair_id=pair_id,
            name=records.people[partner_id][1],
            cards=partial(partners_cards, records, courses),
            guesses=tuple(past for past in guesses_in(theirs, pair_id) if not past.has_answer),
            guessed=tuple(guesses_in(mine, pair_id)),
            answered={past.guess_id: past.at for past in theirs if past.guess_id},
        )


def guesses_in(past: Iterable[PastRefresher], pair_id: int) -> list[PastRefresher]:
    """The guesses among these answers that were made in a pair."""
    return [p for p in past if p.face is RefresherFace.OTHER and p.pair_id == pair_id]


def partners_cards(
    records: LearnerRecords, courses: Sequence[LearnedCourse]
) -> list[RefresherCard]:
    """The partner's questions in the modules that both have finished."""
    records = records.of_partners() if records.of_partners else records
    return [
        card
        for course in courses
        for part in course.modules
        if part.mine_at is not None
        for card in cards_in(
            records,
            course.partner_id,
            part.module,
            opposite(course.role),
            course.round,
            learned_at=part.theirs_at,
        )
    ]


def cards_in(
    records: LearnerRecords,
    person_id: int,
    module: ServedModule,
    role: Role,
    round: Round,
    *,
    learned_at: datetime | None,
) -> Iterable[RefresherCard]:
    """The questions of a module that can come back to somebody: those that its quiz asked them."""
    if learned_at is None:
        return
    marks = first_marks(records.marks.get((person_id, module.id), ()), round)
    if not marks:
        return
    memories = {
        past.question: past.memory
        for past in records.in_module(person_id, module.id)
        if past.memory and round.counts(past.at)
    }
    fresh = {right: first_memory(right=right, at=learned_at) for right in (False, True)}
    for question in records.questions(module, role):
        first = marks.get(question.id, marks.get(question.was))
        if first is None:
            continue
        yield RefresherCard(
            module_id=module.id,
            question=question.id,
            role=role,
            kind=question.kind,
            memory=newest_memory(memories, question) or fresh[first],
            learned_at=learned_at,
            was=question.was,
        )


def newest_memory(memories: Mapping[str, Memory], question: Question) -> Memory | None:
    """What is remembered since the last answer, also from before the question was renamed."""
    if not memories:
        return None
    known = [memory for name in (question.id, question.was) if (memory := memories.get(name))]
    return max(known, key=lambda memory: memory.answered_at, default=None)


def first_marks(attempts: Iterable[tuple[datetime, str]], round: Round) -> dict[str, bool]:
    """Whether each question was right when it was first answered in this round."""
    marks: dict[str, bool] = {}
    for at, of_attempt in attempts:
        if round.counts(at):
            marks = {**json.loads(of_attempt), **marks}
    return marks
