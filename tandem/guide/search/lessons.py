"""In which lessons is something said? In the words that this person may read, and no others.

Looked through is what a lesson says for reading, in the faces that are open to whoever asks:
no question, no scene, no step for two, no feedback.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tandem.content.same_text import folded
from tandem.guide.search.asked import SearchWords, is_said
from tandem.library.served import Library, ServedCourse, ServedModule, library
from tandem.progress.assigned import Seat, WaitingSeat, waiting_seats
from tandem.progress.doors.queries import ModuleDoor, door_among, door_of
from tandem.progress.seat_courses import (
    OwnCourse,
    SharedCourse,
    courses_alone,
    open_seats,
    shared_courses,
)
from tandem.terms import AUDIENCES, SEATS, Role

READABLE = frozenset({ModuleDoor.OPEN, ModuleDoor.READ_ONLY})
WRITERS = frozenset({Role.TRAINER, Role.ADMIN})
LONGEST_SENTENCE = 220


@dataclass(frozen=True)
class OpenLesson:
    """A lesson that somebody may open: in these faces, and how it is opened."""

    course: ServedCourse
    module: ServedModule
    faces: tuple[Role, ...]
    opens: str
    as_role: Role | None = None


@dataclass(frozen=True)
class FoundLesson:
    """A lesson that was found, and the sentence in which it says so, word by word with whether
    each is one that was looked for."""

    lesson: OpenLesson
    sentence: tuple[tuple[str, bool], ...] = ()


def lessons_found(lessons: Iterator[OpenLesson], asked: SearchWords) -> list[FoundLesson]:
    """Those of the lessons that say it, first where the title does."""
    titled, said = [], []
    for lesson in lessons:
        if asked.is_in(lesson.module.title):
            titled.append(FoundLesson(lesson))
        elif found := found_in(lesson, asked):
            said.append(found)
    return titled + said


def found_in(lesson: OpenLesson, asked: SearchWords) -> FoundLesson | None:
    """The lesson with the sentence that says most of it; None where some word is nowhere."""
    words = set(asked.words)
    best, most, seen = "", 0, set()
    for sentence, compared in lesson.module.sentences_for(lesson.faces):
        here = {word for word in words if is_said(word, compared)}
        seen |= here
        if len(here) > most:
            best, most = sentence, len(here)
    return FoundLesson(lesson, marked(best, asked)) if seen == words else None


def marked(sentence: str, asked: SearchWords) -> tuple[tuple[str, bool], ...]:
    """A sentence word by word, each with whether it was looked for; cut where it is long."""
    words = [
        (word, any(is_said(each, folded(word)) for each in asked.words))
        for word in sentence.split()
    ]
    first = next((place for place, (_, hit) in enumerate(words) if hit), 0)
    begin = max(0, first - 12) if len(sentence) > LONGEST_SENTENCE else 0
    kept: list[tuple[str, bool]] = []
    length = 0
    for word, hit in words[begin:]:
        length += len(word) + 1
        if length > LONGEST_SENTENCE:
            return (*cut(begin), *kept, ("…", False))
        kept.append((word, hit))
    return (*cut(begin), *kept)


def cut(begin: int) -> tuple[tuple[str, bool], ...]:
    """What says that something was left out before."""
    return (("…", False),) if begin else ()


def open_lessons(
    session: Session, person_id: int, *, roles: Set[Role], now: datetime
) -> Iterator[OpenLesson]:
    """Every lesson that this person may open, each once. Seven queries at most."""
    served = library(session)
    opened = open_seats(session, served, person_id, now=now)
    shared = shared_courses(session, served, opened, person_id=person_id)
    alone = courses_alone(
        session, served.courses, opened, person_id=person_id, roles=roles, now=now
    )
    yield from taken_lessons(shared, now=now)
    waiting = (
        waiting_seats(session, person_id, roles, opened) if any(o.is_waiting for o in alone) else []
    )
    for own in alone:
        yield from lessons_alone(own, waiting, now=now)
    if roles & {Role.LEADER, *WRITERS}:
        yield from lessons_of_trade(served, opened, alone, roles=roles)


def taken_lessons(shared: tuple[SharedCourse, ...], *, now: datetime) -> Iterator[OpenLesson]:
    """The lessons of the pairs somebody sits in: each once, in every seat that they have there."""
    by_course: dict[int, list[SharedCourse]] = {}
    for course in shared:
        by_course.setdefault(course.course.id, []).append(course)
    for several in by_course.values():
        first = several[0]
        faces = tuple(role for role in SEATS if role in {course.seat.role for course in several})
        for module in first.course.modules:
            if door_of(several, module.id, now=now) in READABLE:
                yield OpenLesson(first.course, module, faces, "read", first.as_role)


def lessons_alone(
    own: OwnCourse, waiting: list[WaitingSeat], *, now: datetime
) -> Iterator[OpenLesson]:
    """The lessons that somebody reads without a partner, as far as they are open."""
    seat = next((s for s in waiting if own.is_waiting and s.course_id == own.course.id), None)
    in_order = seat is not None and seat.in_order
    is_closed = seat is not None and seat.is_closed(now=now)
    for module in own.course.modules:
        door = door_among(own, module.id, in_order=in_order, is_closed=is_closed)
        if door in READABLE:
            yield OpenLesson(own.course, module, (own.role,), "read", own.as_role)


def lessons_of_trade(
    served: Library, mine: list[Seat], alone: tuple[OwnCourse, ...], *, roles: Set[Role]
) -> Iterator[OpenLesson]:
    """What somebody may open because they write lessons, or give courses and may try them out."""
    taken = {seat.course_id for seat in mine} | {own.course.id for own in alone}
    writes = bool(roles & WRITERS)
    for course in served.courses:
        if course.id in taken or (course.is_draft and not writes):
            continue
        for module in course.modules:
            faces = tuple(role for role in AUDIENCES if role in course.audience)
            yield OpenLesson(course, module, faces, "write" if writes else "try")
