"""What has been finished, and what is certified? A code reveals what its certificate says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.library.served import ServedCourse, library
from tandem.models import Certificate, Course
from tandem.people.pairs.queries import pairs_of_person
from tandem.progress.assigned import seats
from tandem.progress.pair_courses import PairCourse, courses_of
from tandem.progress.rules.halves import HalfInPair
from tandem.progress.seat_courses import OwnCourse, courses_alone
from tandem.terms import Role, Together


@dataclass(frozen=True)
class FinishedCourse:
    """A course that is finished: in which round, with which edition, since when, and how many
    halves of its modules a leader had set complete without their being done."""

    round: int
    edition: int
    at: datetime
    set_complete: int


@dataclass(frozen=True)
class Certifiable:
    """A course of a pair: what both and what the viewer alone have finished of it.

    The codes are those of certificates that are there already; `earlier` are of earlier rounds.
    """

    course: PairCourse
    by_both: FinishedCourse | None
    by_viewer: FinishedCourse | None
    pair_code: str | None
    own_code: str | None
    earlier: tuple[Certificate, ...]


def certifiable(session: Session, person_id: int, *, now: datetime) -> tuple[Certifiable, ...]:
    """Every course of a person's pairs, with what can be and what is certified.

    Where a course has begun anew, what was completed before can still be certified.
    """
    pairs = pairs_of_person(session, person_id)
    courses = courses_of(session, pairs, now=now)
    before = courses_of(session, pairs, now=now, last_done=True)
    issued = certificates_of(session, person_id, {course.pair.id for course in courses})
    return tuple(
        certifiable_of(course, done, issued, person_id=person_id)
        for course, done in zip(courses, before, strict=True)
    )


def certifiable_course(
    session: Session, person_id: int, *, pair_id: int, course: str, now: datetime
) -> Certifiable:
    """What can be certified of one course of one pair. Raises NoResultFound."""
    for item in certifiable(session, person_id, now=now):
        if item.course.pair.id == pair_id and item.course.course.slug == course:
            return item
    raise NoResultFound(course)


@dataclass(frozen=True)
class OwnCertifiable:
    """A course that somebody reads alone: what is finished of it, and the code of its certificate.

    `earlier` are those of earlier editions and rounds.
    """

    course: ServedCourse
    done: FinishedCourse | None
    code: str | None
    earlier: tuple[Certificate, ...]


def certifiable_alone(
    session: Session, person_id: int, *, roles: Set[Role], now: datetime
) -> tuple[OwnCertifiable, ...]:
    """Every course that somebody reads alone and that is for one. Five queries at most, and
    three more where one has begun anew."""
    shelf = library(session)
    mine = seats(session, person_id, now=now)
    alone = courses_alone(session, shelf.courses, mine, person_id=person_id, roles=roles, now=now)
    issued = certificates_of(session, person_id, ())
    before: dict[int, OwnCourse] = {}
    if any(own.round.began_at for own in alone):
        whose: Any = {"person_id": person_id, "roles": roles, "now": now}
        last = courses_alone(session, shelf.courses, mine, last_done=True, **whose)
        before = {own.course.id: own for own in last}
    return tuple(
        own_certifiable(own, before.get(own.course.id), issued)
        for own in alone
        if not own.is_waiting
    )


def finished_alone(own: OwnCourse) -> FinishedCourse | None:
    """What somebody has finished alone, in the round in which they read it."""
    return finished([module.mine for module in own.modules], round_number=own.round.number)


def own_certifiable(
    own: OwnCourse, before: OwnCourse | None, issued: Iterable[Certificate]
) -> OwnCertifiable:
    """One course that is read alone, now or as it was in the last round that was completed."""
    done = finished_alone(own) or (finished_alone(before) if before else None)
    rows = [row for row in issued if row.course_id == own.course.id and row.pair_id is None]
    code = next(
        (
            row.code
            for row in rows
            if done and (row.round, row.edition) == (done.round, done.edition)
        ),
        None,
    )
    return OwnCertifiable(own.course, done, code, tuple(row for row in rows if row.code != code))


def certifiable_of(
    pair_course: PairCourse, before: PairCourse, issued: Iterable[Certificate], *, person_id: int
) -> Certifiable:
    """One course of one pair, now and as it was in the last round that both completed."""
    by_both = finished_by_both(pair_course) or finished_by_both(before)
    by_viewer = finished_by(pair_course, person_id) or finished_by(before, person_id)
    by_key = {what_is_certified(row): row for row in issued}
    pair = (
        by_key.get(key_of(by_both, pair_course, pair_id=pair_course.pair.id)) if by_both else None
    )
    own = by_key.get(key_of(by_viewer, pair_course, person_id=person_id)) if by_viewer else None
    return Certifiable(
        course=pair_course,
        by_both=by_both,
        by_viewer=by_viewer,
        pair_code=pair.code if pair else None,
        own_code=own.code if own else None,
        earlier=tuple(
            row
            for row in by_key.values()
            if row.course_id == pair_course.course.id
            and (row.pair_id == pair_course.pair.id or row.person_id == person_id)
            and is_of_earlier_round(row, by_both if row.pair_id else by_viewer)
        ),
    )


Key = tuple[int | None, int | None, int, int, int, int]


def what_is_certified(row: Certificate) -> Key:
    """The key of a certificate: whose it is, which course, and how that was finished."""
    return (
        row.pair_id, row.person_id, row.course_id, row.round, row.edition, row.set_complete
    )  # fmt: skip


def key_of(
    done: FinishedCourse,
    pair_course: PairCourse,
    *,
    pair_id: int | None = None,
    person_id: int | None = None,
) -> Key:
    """The key that a certificate for this finished course would have."""
    return pair_id, person_id, pair_course.course.id, done.round, done.edition, done.set_complete


def is_of_earlier_round(row: Certificate, done: FinishedCourse | None) -> bool:
    """Does a certificate tell of an earlier round than what is finished now?"""
    return done is not None and row.round < done.round


def finished_by_both(pair_course: PairCourse) -> FinishedCourse | None:
    """What both have finished."""
    if pair_course.together is not Together.BOTH_DONE:
        return None
    halves = [half for module in pair_course.modules for half in module.halves]
    return finished(halves, round_number=pair_course.round.number)


def finished_by(pair_course: PairCourse, person_id: int) -> FinishedCourse | None:
    """What one of the two has finished."""
    role = pair_course.pair.role_of(person_id)
    halves = [module.half_of(role) for module in pair_course.modules]
    return finished(halves, round_number=pair_course.round.number)


def finished(halves: Collection[HalfInPair], *, round_number: int) -> FinishedCourse | None:
    """The newest edition and the last moment of these halves; None while one is open."""
    moments = [half.finished_at for half in halves if half.finished_at is not None]
    if not halves or len(moments) < len(halves):
        return None
    return FinishedCourse(
        round=round_number,
        edition=max(half.finished_edition for half in halves),
        at=max(moments),
        set_complete=sum(half.learned_at is None for half in halves),
    )


def certificates_of(session: Session, person_id: int, pairs: Iterable[int]) -> list[Certificate]:
    """The certificates of a person and of these pairs."""
    query = (
        select(Certificate)
        .where(or_(Certificate.person_id == person_id, Certificate.pair_id.in_(pairs)))
        .order_by(Certificate.id)
    )
    return list(session.scalars(query))


def certificate(session: Session, code: str) -> Certificate:
    """The certificate with this code, for anybody. Raises NoResultFound."""
    return session.scalars(select(Certificate).where(Certificate.code == code)).one()


def language_of(session: Session, certificate: Certificate) -> str:
    """The language of the title that it bears. Where its course is called otherwise now, it is the
    course's own, if it is in no other; else nobody knows."""
    title, course = certificate.course_title, session.get_one(Course, certificate.course_id)
    if title == course.title:
        return course.language
    served = library(session).course_by_id(course.id)
    covers = served.others if served else {}
    named = (language for language, cover in covers.items() if cover.title == title)
    return next(named, "" if covers else course.language)
