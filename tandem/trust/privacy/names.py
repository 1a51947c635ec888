"""What are the people, pairs, teams and lessons called that somebody's rows point to?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from tandem.library.served import ServedCourse, lessons_of, library
from tandem.models import Course, Module, Pair, Person, Team
from tandem.models.base import Base
from tandem.trust.privacy.lesson_words import NO_WORDS, LessonWords, in_lesson, plain, words_of
from tandem.trust.privacy.queries import Row, SubjectRows

PEOPLE = frozenset(
    {
        *("actor_id", "answered_by_id", "by_id", "from_id", "published_by_id", "rep_id"),
        *("support_id", "to_id", "subject_id", "other_id"),
    }
)
PLACES: dict[str, type[Base]] = {"team_id": Team, "course_id": Course, "module_id": Module}


@dataclass(frozen=True)
class Names:
    """Names by id. A pair is called after the partner, a module after its lesson.

    `lessons` are the words of lessons by (module id, revision id), and of those served now by
    (module id, 0); `items` those of a course's pulse by its id.
    """

    people: Mapping[int, str]
    pairs: Mapping[int, str]
    places: Mapping[str, Mapping[int, str]]
    lessons: Mapping[tuple[int, int], LessonWords] = field(default_factory=dict)
    items: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    def called(self, column: str, row: Row) -> Any:
        """What the row is called to which a column points, and what is in a lesson by its words;
        any other value as it is."""
        value = row[column]
        if column in PEOPLE:
            return self.people.get(value, "")
        if column == "pair_id":
            return self.pairs.get(value, "")
        if column in self.places:
            return self.places[column].get(value, "")
        if value is None or isinstance(value, StrEnum):
            return value
        if column == "item" and "course_id" in row:
            return self.items.get(row["course_id"], {}).get(value, value)
        return in_lesson(column, row, self.words_for(row)) if "module_id" in row else value

    def words_for(self, row: Row) -> LessonWords:
        """The words of the lesson a row is about: as it was then, else as it is now."""
        module_id, revision_id = row["module_id"], row.get("revision_id") or 0
        now = self.lessons.get((module_id, 0), NO_WORDS)
        return self.lessons.get((module_id, revision_id), now)


def names_in(session: Session, everything: Iterable[SubjectRows], person_id: int) -> Names:
    """The names in somebody's rows. Eight queries at most, whatever their number."""
    rows = [row for part in everything for rows in part.tables.values() for row in rows]
    people = select(Person).where(Person.id.in_(ids_in(rows, PEOPLE))).order_by(Person.id)
    courses = library(session).courses
    titles = {module.id: plain(module.title) for course in courses for module in course.modules}
    places = {
        column: names_of(session, kind, ids_in(rows, {column})) for column, kind in PLACES.items()
    }
    places["course_id"] |= {
        course.id: course.title for course in courses if course.id in places["course_id"]
    }
    places["module_id"] |= {id: titles[id] for id in places["module_id"] if id in titles}
    return Names(
        people={person.id: person.name for person in session.scalars(people)},
        pairs=partners_by_pair(session, person_id),
        places=places,
        lessons=lesson_words(session, rows, courses),
        items={
            course.id: {item.key: item.text for item in course.pulse.items}
            for course in courses
            if course.pulse
        },
    )


def lesson_words(
    session: Session, rows: Iterable[Row], courses: Iterable[ServedCourse]
) -> dict[tuple[int, int], LessonWords]:
    """The words of the lessons that these rows are about. Two queries at most, for any number."""
    about = {
        (row["module_id"], row.get("revision_id") or 0) for row in rows if row.get("module_id")
    }
    modules = {module_id for module_id, _ in about}
    served = {
        (module.id, 0): words_of(module.lesson)
        for course in courses
        for module in course.modules
        if module.id in modules
    }
    # One that is not there: it takes as many queries whatever somebody has done.
    then = lessons_of(session, {0, *(revision_id for _, revision_id in about)})
    words = {revision_id: words_of(lesson) for revision_id, lesson in then.items()}
    return served | {key: words[key[1]] for key in about if key[1] in words}


def ids_in(rows: Iterable[Row], columns: Iterable[str]) -> set[int]:
    """All ids that stand in these columns."""
    return {row[column] for row in rows for column in columns if row.get(column) is not None}


def partners_by_pair(session: Session, person_id: int) -> dict[int, str]:
    """The partner's name in each pair of a person. One query."""
    rep, support = aliased(Person), aliased(Person)
    query = (
        select(Pair.id, rep, support)
        .join(rep, rep.id == Pair.rep_id)
        .join(support, support.id == Pair.support_id)
        .where((Pair.rep_id == person_id) | (Pair.support_id == person_id))
        .order_by(Pair.id)
    )
    return {
        pair_id: first.name if second.id == person_id else second.name
        for pair_id, first, second in session.execute(query)
    }


def names_of(session: Session, kind: type[Base], ids: set[int]) -> dict[int, str]:
    """The names of these rows, by id. One query."""
    table = kind.__table__
    name = next(table.c[column] for column in ("name", "title", "slug") if column in table.c)
    query = select(table.c.id, name).where(table.c.id.in_(ids)).order_by(table.c.id)
    return {row[0]: row[1] for row in session.execute(query)}
