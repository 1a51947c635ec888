"""Whose attempts at a quiz are used, and what was given beyond them?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from tandem.library.served import ServedCourse, ServedModule, library
from tandem.models import Attempt, AttemptGranted, Pair, Person, Revision
from tandem.people.pairs.rules import LIVING
from tandem.progress.assigned import given_to
from tandem.progress.more_attempts.rules import Granted, attempts_left, number_granted
from tandem.progress.next_thing import NextThing
from tandem.progress.rules import rounds
from tandem.progress.rules.rounds import Round
from tandem.terms import Step

Key = tuple[int, int]
# A module, and the round in which somebody is there.
Place = tuple[ServedModule, Round]


@dataclass(frozen=True)
class UsedUp:
    """Somebody who has used every attempt at a quiz and has not passed it."""

    person_id: int
    name: str
    sort_name: tuple[str, str, int]
    course: ServedCourse
    module: ServedModule
    last_number: int


def granted_to(session: Session, person_id: int, module_id: int) -> tuple[Granted, ...]:
    """The attempts that a person was given at a module, with who gave them. One query."""
    query = (
        select(AttemptGranted, Person)
        .outerjoin(Person, Person.id == AttemptGranted.by_id)
        .where(AttemptGranted.person_id == person_id, AttemptGranted.module_id == module_id)
        .order_by(AttemptGranted.number)
    )
    return tuple(granted_of(row, by.name if by else "") for row, by in session.execute(query))


def granted_of(row: AttemptGranted, by_name: str = "") -> Granted:
    """A row as the rules know it."""
    return Granted(row.number, row.edition, row.at, by_name)


def used_up(
    session: Session,
    leader_id: int,
    *,
    team_id: int,
    pair_id: int | None = None,
    now: datetime,
) -> list[UsedUp]:
    """Who of a team's pairs, or of one of them, has no attempt left at a quiz, by surname.

    Whoever works in a pair with the leader is left out: a partner does not see this of the other.
    Five queries, whatever the number of pairs; none where no lesson has a limit.
    """
    limited = {
        module.id: (course, module)
        for course in library(session).courses
        for module in course.modules
        if module.lesson.attempts is not None
    }
    if not limited:
        return []
    people = people_of(session, leader_id, team_id=team_id, pair_id=pair_id)
    places = rounds_in(session, people, team_id=team_id, now=now)
    tried = attempts_of(session, people, limited)
    granted = grants_of(session, people, limited)
    rows = []
    for (who, module_id), attempts in tried.items():
        course, module = limited[module_id]
        round, given = places.get((who, course.id)), granted.get((who, module_id), [])
        if round is not None and not is_open(module, attempts, given, round=round):
            last = attempts[-1][0].number
            rows.append(UsedUp(who, people[who].name, people[who].sort_name, course, module, last))
    return sorted(rows, key=lambda row: (row.sort_name, row.course.title, row.module.id))


def quizzes_used_up(session: Session, person_id: int, places: Iterable[Place]) -> frozenset[int]:
    """The modules among these at whose quiz somebody has no attempt left and has not passed it, by
    id. Two queries, or none where no lesson has a limit."""
    return quizzes_used_up_by(session, {person_id: places})[person_id]


def quizzes_used_up_by(
    session: Session, places: Mapping[int, Iterable[Place]]
) -> dict[int, frozenset[int]]:
    """The same for several people, by person, each with their own places. Two queries for all."""
    limited = {
        person_id: [(module, round) for module, round in own if module.lesson.attempts is not None]
        for person_id, own in places.items()
    }
    people = [person_id for person_id, own in limited.items() if own]
    modules = {module.id for own in limited.values() for module, _ in own}
    tried = attempts_of(session, people, modules) if people else {}
    granted = grants_of(session, people, modules) if people else {}

    def is_used_up(person_id: int, module: ServedModule, round: Round) -> bool:
        """Has this person neither passed nor an attempt left?"""
        key = (person_id, module.id)
        return not is_open(module, tried.get(key, []), granted.get(key, []), round=round)

    return {
        person_id: frozenset(
            module.id for module, round in own if is_used_up(person_id, module, round)
        )
        for person_id, own in limited.items()
    }


def waiting_quizzes(things: Sequence[NextThing]) -> list[Place]:
    """The modules whose quiz waits among these things, with the latest round of their course: what
    is done alone counts for all pairs."""
    return [
        (
            thing.module,
            rounds.latest(
                other.ahead.round
                for other in things
                if other.ahead.course.id == thing.ahead.course.id
            ),
        )
        for thing in things
        if Step.QUIZ in {step for step, _ in thing.left}
    ]


def told_used_up(things: Iterable[NextThing], used_up: Set[int]) -> tuple[NextThing, ...]:
    """What waits for somebody, those things last that only wait for one more attempt at a quiz.
    `used_up` are the modules at whose quiz none is left."""
    told = (thing.used_up() if thing.module.id in used_up else thing for thing in things)
    return tuple(sorted(told, key=lambda thing: not thing.can_be_done))


def with_used_up(
    session: Session, person_id: int, things: Sequence[NextThing]
) -> tuple[NextThing, ...]:
    """The same, where it has to be asked: two queries, or none where no quiz among them has a
    limit."""
    return told_used_up(things, quizzes_used_up(session, person_id, waiting_quizzes(things)))


def people_of(
    session: Session, leader_id: int, *, team_id: int, pair_id: int | None
) -> dict[int, Person]:
    """Who sits in a living pair of the team and works in none with its leader."""
    living = select(Pair).where(Pair.state.in_(LIVING))
    with_leader = living.where(or_(Pair.rep_id == leader_id, Pair.support_id == leader_id))
    near = {leader_id}
    for pair in session.scalars(with_leader):
        near |= {pair.rep_id, pair.support_id}
    wanted = living.where(Pair.team_id == team_id).order_by(Pair.id)
    if pair_id is not None:
        wanted = wanted.where(Pair.id == pair_id)
    seats = wanted.options(joinedload(Pair.rep), joinedload(Pair.support))
    people = [person for pair in session.scalars(seats) for person in (pair.rep, pair.support)]
    return {person.id: person for person in people if person.id not in near and person.is_active}


def rounds_in(
    session: Session, people: Iterable[int], *, team_id: int, now: datetime
) -> dict[Key, Round]:
    """In which round these people are with each course that one of the team's pairs was given, by
    (person, course): what is done alone counts for all of their pairs."""
    ids = list(people)
    query = (
        select(Pair)
        .where(Pair.state.in_(LIVING), or_(Pair.rep_id.in_(ids), Pair.support_id.in_(ids)))
        .order_by(Pair.id)
    )
    pairs = {pair.id: pair for pair in session.scalars(query)}
    by_place: dict[Key, list[Round]] = {}
    of_team: set[Key] = set()
    for assigned in given_to(session, pairs, now=now):
        pair = pairs[assigned.pair_id]
        for who in (pair.rep_id, pair.support_id):
            by_place.setdefault((who, assigned.course_id), []).append(assigned.round)
            if pair.team_id == team_id:
                of_team.add((who, assigned.course_id))
    return {place: rounds.latest(by_place[place]) for place in of_team}


def attempts_of(
    session: Session, people: Iterable[int], modules: Iterable[int]
) -> dict[Key, list[tuple[Attempt, int]]]:
    """The attempts of these people, each with its edition, by (person, module)."""
    query = (
        select(Attempt, Revision.edition)
        .join(Revision, Revision.id == Attempt.revision_id)
        .where(Attempt.person_id.in_(people), Attempt.module_id.in_(modules))
        .order_by(Attempt.number)
    )
    rows: dict[Key, list[tuple[Attempt, int]]] = {}
    for attempt, edition in session.execute(query):
        rows.setdefault((attempt.person_id, attempt.module_id), []).append((attempt, edition))
    return rows


def grants_of(
    session: Session, people: Iterable[int], modules: Iterable[int]
) -> Mapping[Key, list[Granted]]:
    """What these people were given, by (person, module)."""
    query = select(AttemptGranted).where(
        AttemptGranted.person_id.in_(people), AttemptGranted.module_id.in_(modules)
    )
    rows: dict[Key, list[Granted]] = {}
    for row in session.scalars(query.order_by(AttemptGranted.number)):
        rows.setdefault((row.person_id, row.module_id), []).append(granted_of(row))
    return rows


def is_open(
    module: ServedModule, tried: list[tuple[Attempt, int]], granted: list[Granted], *, round: Round
) -> bool:
    """Has somebody passed, or an attempt left?"""
    counted = [(attempt, edition) for attempt, edition in tried if round.counts(attempt.at)]
    edition = module.lesson.edition
    left = attempts_left(
        module.lesson.attempts,
        used=sum(of == edition for _, of in counted),
        granted=number_granted(granted, edition=edition, round=round),
    )
    return left != 0 or any(attempt.passed for attempt, _ in counted)
