"""How far are the people of a team with the courses that each of them reads alone?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session, joinedload

from tandem import dates
from tandem.content.same_text import has_words
from tandem.figures.paging import PageOf, page_of
from tandem.library.served import CourseTitle, ServedCourse, library, title_of
from tandem.models import ActingLeader, Course, Person, PersonRole, SoloAssignment, Team, TeamMember
from tandem.people.teams.queries import team_led
from tandem.progress.given_alone import GivenAlone, given_alone
from tandem.progress.pair_courses import OwnModule, progress_records
from tandem.progress.rules.next_step import ALONE, role_to_read_alone_in
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import Role


@dataclass(frozen=True)
class SoloRow:
    """One person in one course: a line of the screen and of the file."""

    person: Person
    course: ServedCourse
    due_on: date | None
    time_zone: str
    is_overdue: bool
    modules: tuple[OwnModule, ...]
    round: Round = FIRST

    @property
    def number_done(self) -> int:
        """How many modules are complete."""
        return sum(module.mine.is_done for module in self.modules)

    @property
    def stands_at(self) -> OwnModule | None:
        """The first module that is not complete."""
        return next((module for module in self.modules if not module.mine.is_done), None)

    @property
    def finished_at(self) -> datetime | None:
        """When the last module was completed; None while one is open."""
        moments = [module.mine.finished_at for module in self.modules]
        done = [at for at in moments if at is not None]
        return max(done) if done and len(done) == len(moments) else None


@dataclass(frozen=True)
class SoloGiven:
    """A live assignment: to a person, or to everybody with a role."""

    id: int
    course: CourseTitle
    course_slug: str
    person: Person | None
    role: Role | None
    due_on: date | None
    time_zone: str
    renew_months: int | None


def team_of(session: Session, viewer_id: int, *, team_id: int, may_all: bool) -> Team:
    """A team that this person leads, or any for an administrator. Raises NoResultFound."""
    if may_all:
        return session.get_one(Team, team_id)
    return team_led(session, viewer_id, team_id=team_id)


def teams_found(session: Session, *, search: str, page: int) -> PageOf[Row[int, str]]:
    """One page of all teams by name, each with its id: those whose names have all these words. One
    query."""
    rows = session.execute(select(Team.id, Team.name).order_by(Team.name, Team.id))
    return page_of([row for row in rows if has_words(search, row.name)], wanted=page)


def readers_in(session: Session, team_id: int) -> list[Person]:
    """Who of a team may read a course alone: its leaders and trainers, by surname."""
    member = select(TeamMember.person_id).where(TeamMember.team_id == team_id)
    leader = select(ActingLeader.person_id).where(ActingLeader.team_id == team_id)
    holds = Person.role_rows.any(PersonRole.role.in_(ALONE))
    query = (
        select(Person)
        .where(or_(Person.id.in_(member), Person.id.in_(leader)), holds)
        .where(Person.is_active.is_(True))
        .options(joinedload(Person.role_rows))
    )
    return sorted(session.scalars(query).unique(), key=lambda person: person.sort_name)


def courses_for_one(session: Session) -> list[ServedCourse]:
    """The published courses that somebody reads alone. A draft is a trainer's still."""
    courses = library(session).courses
    return [course for course in courses if course.audience & set(ALONE) and not course.is_draft]


def solo_rows(session: Session, team_id: int, *, now: datetime) -> list[SoloRow]:
    """The grid of a team: by course, then by surname. Five queries, however many people."""
    courses = {course.id: course for course in courses_for_one(session)}
    given = [
        one for one in given_alone(session, team_id=team_id, now=now) if one.course_id in courses
    ]
    people = {person.id: person for person in readers_in(session, team_id)}
    records = progress_records(
        session,
        [module for id in {one.course_id for one in given} for module in courses[id].modules],
        people={one.person_id for one in given},
        roles=ALONE,
    )
    rows = []
    for one in given:
        course = courses[one.course_id]
        role = role_to_read_alone_in(one.roles, course.audience)
        if role is not None and one.person_id in people:
            modules = tuple(
                records.own_module(module, role, person_id=one.person_id, round=one.round)
                for module in course.modules
            )
            rows.append(solo_row(people[one.person_id], course, one, modules, now=now))
    return sorted(rows, key=lambda row: (row.course.title, row.person.sort_name))


def solo_row(
    person: Person,
    course: ServedCourse,
    given: GivenAlone,
    modules: tuple[OwnModule, ...],
    *,
    now: datetime,
) -> SoloRow:
    """A line of the grid. A date counts as long as something is open."""
    is_open = any(not module.mine.is_done for module in modules)
    return SoloRow(
        person=person,
        course=course,
        due_on=given.due_on,
        time_zone=given.time_zone,
        is_overdue=is_open and dates.is_overdue(given.due_on, zone=given.time_zone, now=now),
        modules=modules,
        round=given.round,
    )


def given_in(session: Session, team_id: int) -> list[SoloGiven]:
    """The live assignments of a team, those to a role first. One query."""
    query = (
        select(SoloAssignment, Course, Person)
        .join(Course, Course.id == SoloAssignment.course_id)
        .outerjoin(Person, Person.id == SoloAssignment.person_id)
        .where(SoloAssignment.team_id == team_id, SoloAssignment.withdrawn_at.is_(None))
        .order_by(SoloAssignment.person_id.is_not(None), Course.title, SoloAssignment.id)
    )
    return [
        SoloGiven(
            row.id, title_of(session, course), course.slug, person, row.role, row.due_on,
            row.time_zone, row.renew_months,
        )
        for row, course, person in session.execute(query)
    ]  # fmt: skip


def assignment_in(session: Session, team_id: int, assignment_id: int) -> SoloAssignment:
    """A live assignment of a team. Raises NoResultFound."""
    query = select(SoloAssignment).where(
        SoloAssignment.id == assignment_id,
        SoloAssignment.team_id == team_id,
        SoloAssignment.withdrawn_at.is_(None),
    )
    return session.scalars(query).one()
