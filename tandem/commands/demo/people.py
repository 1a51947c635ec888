"""Who is in the demo data, and how far is each pair? The same for each number of pairs."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tandem.commands.demo import answers
from tandem.commands.sample.team import PASSWORD
from tandem.content.face import required_steps
from tandem.library.served import ServedCourse, library
from tandem.models import (
    Assignment,
    Completion,
    Pair,
    PairChange,
    Person,
    PersonRole,
    StepDone,
    Team,
    TeamLeader,
    TeamMember,
)
from tandem.people.accounts.actions import hash_password
from tandem.terms import SEATS, PairState, Role

LEADER = "leader@demo.example"
ZONE = "Europe/Berlin"
GIVEN = ("Aiko", "Bruno", "Chidi", "Dana", "Elif", "Farid", "Greta", "Hugo", "Imani", "Jun")
SURNAMES = ("Abara", "Bauer", "Costa", "Dubois", "Eriksen", "Fonseca", "Goto", "Haile", "Ito")
# A small team, a large one, and then teams as most are.
SMALL, LARGE, USUAL = 5, 500, 20
AT_ONCE = 5000


class NoCourseError(Exception):
    """No course for both roles is published."""


@dataclass(frozen=True)
class Made:
    """How much was made."""

    teams: int
    modules: int
    steps: int


def fill(session: Session, *, pairs: int, now: datetime, language: str = "en") -> Made:
    """People, teams, pairs, assignments and steps. Raises NoCourseError."""
    courses = [course for course in library(session).courses if course.audience.issuperset(SEATS)]
    if not any(course.modules for course in courses):
        raise NoCourseError("No course for reps and support is published. Try --modules 16.")
    chance = random.Random(7)  # noqa: S311 (the same people for each run, no secret)
    people = add_people(session, chance, number=2 * pairs, now=now, language=language)
    teams = add_teams(session, sizes(pairs), people, now=now)
    formed = add_pairs(session, chance, teams, people, now=now)
    give(session, chance, teams, courses, now=now)
    steps = sum(learn(session, chance, course, formed, now=now) for course in courses)
    answers.answer(session, chance, courses, now=now)
    return Made(teams=len(teams), modules=sum(len(c.modules) for c in courses), steps=steps)


def sizes(pairs: int) -> list[int]:
    """How many pairs each team has."""
    numbers: list[int] = []
    while (left := pairs - sum(numbers)) > 0:
        usual = LARGE if len(numbers) == 1 and pairs >= 2 * LARGE else USUAL
        numbers.append(min(left, usual if numbers else SMALL))
    return numbers


def email_of(number: int) -> str:
    """The address of a demo person; even numbers are reps."""
    return f"person-{number}@demo.example"


def add_people(
    session: Session, chance: random.Random, *, number: int, now: datetime, language: str
) -> list[int]:
    """The leader and everybody in a seat; gives the ids of those in a seat, in order."""
    began = now - timedelta(days=100)
    shared = {"time_zone": ZONE, "is_sample": True, "created_at": began, "joined_at": began}
    shared["language"] = language
    password = hash_password(PASSWORD)
    seated = [
        {
            "email": email_of(n),
            "given_name": chance.choice(GIVEN),
            "surname": f"{chance.choice(SURNAMES)} {n}",
            "password_hash": password if n < 2 else "none",
            **shared,
        }
        for n in range(number)
    ]
    leader = {"email": LEADER, "given_name": "Lena", "surname": "Vogel", "password_hash": password}
    add_rows(session, Person, [{**leader, **shared}, *seated])
    ids = {row.email: row.id for row in session.execute(select(Person.email, Person.id))}
    seats = [ids[email_of(n)] for n in range(number)]
    roles = [{"person_id": person_id, "role": SEATS[n % 2]} for n, person_id in enumerate(seats)]
    add_rows(session, PersonRole, [{"person_id": ids[LEADER], "role": Role.LEADER}, *roles])
    return seats


def add_teams(
    session: Session, sizes: list[int], people: list[int], *, now: datetime
) -> dict[int, list[int]]:
    """Teams under the one leader; gives the numbers of the pairs of each team, by its id."""
    leader = session.scalars(select(Person.id).where(Person.email == LEADER)).one()
    teams: dict[int, list[int]] = {}
    start = 0
    for number, size in enumerate(sizes, start=1):
        team = Team(name=f"Demo team {number:03}", is_sample=True, created_at=now)
        session.add(team)
        session.flush()
        session.add(TeamLeader(team_id=team.id, person_id=leader))
        teams[team.id] = list(range(start, start + size))
        start += size
    members = [
        {"team_id": team, "person_id": people[2 * pair + half]}
        for team, pairs in teams.items()
        for pair in pairs
        for half in (0, 1)
    ]
    add_rows(session, TeamMember, members)
    return teams


def add_pairs(
    session: Session,
    chance: random.Random,
    teams: dict[int, list[int]],
    people: list[int],
    *,
    now: datetime,
) -> list[tuple[int, int, datetime]]:
    """Every pair, nineteen in twenty active; gives rep, support and when they began."""
    rows: list[dict[str, Any]] = [
        {
            "team_id": team,
            "rep_id": people[2 * pair],
            "support_id": people[2 * pair + 1],
            "state": PairState.PAUSED if chance.random() < 0.05 else PairState.ACTIVE,
            "created_at": now - timedelta(days=chance.randint(3, 90)),
        }
        for team, pairs in teams.items()
        for pair in pairs
    ]
    add_rows(session, Pair, rows)
    kept = session.execute(select(Pair.id, Pair.created_at)).all()
    changes = [{"pair_id": row.id, "state": PairState.ACTIVE, "at": row.created_at} for row in kept]
    add_rows(session, PairChange, changes)
    return [(row["rep_id"], row["support_id"], row["created_at"]) for row in rows]


def give(
    session: Session,
    chance: random.Random,
    teams: dict[int, list[int]],
    courses: list[ServedCourse],
    *,
    now: datetime,
) -> None:
    """Every course to every team, with a date of its own; some dates have passed."""
    rows = [
        {
            "course_id": course.id,
            "team_id": team,
            "due_on": (now + timedelta(days=chance.randint(-10, 60))).date(),
            "time_zone": ZONE,
            "at": now - timedelta(days=90),
        }
        for team in teams
        for course in courses
    ]
    add_rows(session, Assignment, rows)


def learn(
    session: Session,
    chance: random.Random,
    course: ServedCourse,
    pairs: list[tuple[int, int, datetime]],
    *,
    now: datetime,
) -> int:
    """Let every pair go some way through a course; how many steps that were."""
    steps: list[dict[str, Any]] = []
    finished: list[dict[str, Any]] = []
    for rep, support, began in pairs:
        reached = chance.randint(0, len(course.modules))
        for person, role in ((rep, Role.REP), (support, Role.SUPPORT)):
            modules = min(len(course.modules), max(0, reached + chance.randint(-2, 2)))
            spread = (now - began) / (len(course.modules) + 1)
            for number, module in enumerate(course.modules[:modules], start=1):
                row = {
                    "person_id": person,
                    "module_id": module.id,
                    "revision_id": module.revision_id,
                    "at": began + spread * number,
                }
                needed = sorted(required_steps(module.lesson, role))
                steps.extend({**row, "step": step} for step in needed)
                finished.append({**row, "how": "steps"})
    add_rows(session, StepDone, steps)
    add_rows(session, Completion, finished)
    return len(steps)


def add_rows(session: Session, table: type[Any], rows: list[dict[str, Any]]) -> None:
    """Insert many rows."""
    for start in range(0, len(rows), AT_ONCE):
        session.execute(insert(table), rows[start : start + AT_ONCE])
