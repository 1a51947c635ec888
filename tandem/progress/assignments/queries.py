"""Which assignments does a team have?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session, aliased

from tandem.content.same_text import folded, has_words
from tandem.figures.paging import PageOf
from tandem.library.served import CourseTitle, ServedCourse, library, title_of
from tandem.models import Assignment, Course, Pair, Person, Team
from tandem.models.long_lists import by_ids, page_of_ids
from tandem.people.pairs.queries import ShownPair, are_called, pairs_by_id, pairs_of_teams
from tandem.terms import SEATS, PairState


@dataclass(frozen=True)
class TeamAssignment:
    """A live assignment of a team: to one pair, or to all pairs where `pair_id` is None."""

    id: int
    course: CourseTitle
    pair_id: int | None
    due_on: date | None
    time_zone: str
    renew_months: int | None
    in_order: bool
    closes: bool


def assignments_of_team(
    session: Session, team_id: int, *, search: str, page: int
) -> PageOf[TeamAssignment]:
    """One page of the live assignments of a team, those to all pairs first: those in whose course's
    title, or in the names of whose one pair, all these words are. Three queries, with words four.
    """
    rep, support = aliased(Person), aliased(Person)
    ids = (
        select(Assignment.id)
        .join(Course, Course.id == Assignment.course_id)
        .outerjoin(Pair, Pair.id == Assignment.pair_id)
        .outerjoin(rep, rep.id == Pair.rep_id)
        .outerjoin(support, support.id == Pair.support_id)
        .where(Assignment.team_id == team_id, Assignment.withdrawn_at.is_(None))
        .where(are_titled_or_called(session, search, rep, support))
        .order_by(Assignment.pair_id.is_not(None), Course.title, Assignment.id)
    )
    found = page_of_ids(session, ids, wanted=page)
    query = select(Assignment, Course).join(Course, Course.id == Assignment.course_id)
    rows = session.execute(query.where(Assignment.id.in_(found.rows))).all()
    shown = (team_assignment(session, assignment, course) for assignment, course in rows)
    return found.with_rows(by_ids(shown, found.rows))


def are_titled_or_called(
    session: Session, search: str, rep: type[Person], support: type[Person]
) -> ColumnElement[bool]:
    """Is every word in the title that this reader knows the course by, or in the name of one of
    the pair? Of nothing every one is. One query where there are words."""
    words = folded(search).split()
    if not words:
        return true()
    courses = session.scalars(select(Course))
    titles = {course.id: title_of(session, course).title for course in courses}
    return and_(*(has_word(word, titles, rep, support) for word in words))


def has_word(
    word: str, titles: Mapping[int, str], rep: type[Person], support: type[Person]
) -> ColumnElement[bool]:
    """Is a word in the title of the course, or in the name of one of the pair?"""
    titled = [course_id for course_id, title in titles.items() if has_words(word, title)]
    return or_(Assignment.course_id.in_(titled), are_called(word, rep, support))


def team_assignment(session: Session, assignment: Assignment, course: Course) -> TeamAssignment:
    """An assignment as it is listed."""
    return TeamAssignment(
        id=assignment.id,
        course=title_of(session, course),
        pair_id=assignment.pair_id,
        due_on=assignment.due_on,
        time_zone=assignment.time_zone,
        renew_months=assignment.renew_months,
        in_order=assignment.in_order,
        closes=assignment.closes,
    )


@dataclass(frozen=True)
class Offered:
    """The pairs and the other teams that a course can be given to: a page of each.

    What was ticked is offered with them, on whichever page it stands.
    """

    pairs: PageOf[ShownPair]
    others: PageOf[Team]
    ticked_pairs: tuple[ShownPair, ...]
    ticked_others: tuple[Team, ...]

    @property
    def all_pairs(self) -> list[ShownPair]:
        """The pairs to tick, each once."""
        return list({pair.id: pair for pair in (*self.pairs.rows, *self.ticked_pairs)}.values())

    @property
    def all_others(self) -> list[Team]:
        """The teams to tick, each once."""
        return list({team.id: team for team in (*self.others.rows, *self.ticked_others)}.values())


def living_pairs(session: Session, team_id: int, ids: Collection[int]) -> list[ShownPair]:
    """Which of these are living pairs of a team."""
    pairs = pairs_by_id(session, ids)
    return [p for p in pairs if p.team_id == team_id and p.state is not PairState.ENDED]


@dataclass(frozen=True)
class GivenCourse:
    """A course as it was given: to how many pairs, and to which one where it is one alone."""

    id: int
    course: CourseTitle
    pairs: int
    pair: ShownPair | None


def given_by(session: Session, assignment: Assignment) -> GivenCourse:
    """What one assignment gives, and to whom. Raises NoResultFound."""
    pairs = pairs_of_teams(session, [assignment.team_id])
    own = next((pair for pair in pairs if pair.id == assignment.pair_id), None)
    living = [pair for pair in pairs if pair.state is not PairState.ENDED]
    course = title_of(session, session.get_one(Course, assignment.course_id))
    return GivenCourse(assignment.id, course, 1 if own else len(living), own)


def live_assignment(
    session: Session, *, team_id: int, course_id: int | None, pair_id: int | None
) -> Assignment | None:
    """The live assignment of a course to one pair, or to all pairs where `pair_id` is None."""
    query = select(Assignment).where(
        Assignment.team_id == team_id,
        Assignment.course_id == course_id,
        Assignment.pair_id.is_not_distinct_from(pair_id),
        Assignment.withdrawn_at.is_(None),
    )
    return session.scalars(query).one_or_none()


def is_due_on(
    session: Session, course_id: int, day: date, *, team_id: int, pairs: Iterable[int] | None
) -> bool:
    """Has a course this date already, for all of these pairs or for the team?"""
    place = {"team_id": team_id, "course_id": course_id}
    rows = [
        live_assignment(session, **place, pair_id=pair_id)
        for pair_id in ([None] if pairs is None else pairs)
    ]
    return all(row is not None and row.due_on == day for row in rows)


def assignment_by_id(session: Session, assignment_id: int) -> Assignment:
    """An assignment. Raises NoResultFound."""
    return session.get_one(Assignment, assignment_id)


@dataclass(frozen=True)
class Running:
    """A live assignment, and how the addresses name its course."""

    assignment: Assignment
    slug: str


def running_assignment(session: Session, team_id: int, assignment_id: int | None) -> Running | None:
    """A live assignment of a team, None where there is none with this id. One query."""
    query = (
        select(Assignment, Course.slug)
        .join(Course, Course.id == Assignment.course_id)
        .where(
            Assignment.id == assignment_id,
            Assignment.team_id == team_id,
            Assignment.withdrawn_at.is_(None),
        )
    )
    found = session.execute(query).one_or_none() if assignment_id else None
    return Running(found.Assignment, found.slug) if found else None


def courses_to_give(session: Session, *, running: Set[int]) -> list[ServedCourse]:
    """The courses for both roles that can be given, and those of `running` whose date can move.

    A draft can't be given, and what is archived only goes on where it runs.
    """
    return [
        course
        for course in library(session).courses
        if course.audience.issuperset(SEATS) and (course.is_open or course.id in running)
    ]


def running_in(session: Session, teams: Iterable[int]) -> set[int]:
    """The courses that are given to somebody in these teams. One query."""
    query = select(Assignment.course_id).where(
        Assignment.team_id.in_(teams), Assignment.withdrawn_at.is_(None)
    )
    return set(session.scalars(query))


def may_be_given(
    session: Session, course_id: int, *, team_id: int, pairs: Iterable[int] | None
) -> bool:
    """Is a course open, or does it run already for all of these pairs? Read where it is decided."""
    course = library(session).course_by_id(course_id)
    if course is None:
        return False
    place = {"team_id": team_id, "course_id": course_id}
    if course.is_open or live_assignment(session, **place, pair_id=None) is not None:
        return True
    return pairs is not None and all(
        live_assignment(session, **place, pair_id=pair_id) for pair_id in pairs
    )
