"""What has been finished, and what is certified? A code reveals what its certificate says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.models import Certificate
from tandem.pairs.queries import pairs_of_person
from tandem.terms import Together
from tandem.together.queries import HalfOfModule, PairCourse, courses_of


@dataclass(frozen=True)
class Finished:
    """A course that is finished: with which edition, since when, and how many halves of its modules
    a leader had set complete without their being done."""

    edition: int
    at: datetime
    set_complete: int


@dataclass(frozen=True)
class Certifiable:
    """A course of a pair: what both and what the viewer alone have finished of it.

    The codes are those of certificates that are there already.
    """

    course: PairCourse
    by_both: Finished | None
    by_viewer: Finished | None
    pair_code: str | None
    own_code: str | None


def certifiable(session: Session, person_id: int, *, now: datetime) -> tuple[Certifiable, ...]:
    """Every course of a person's pairs, with what can be and what is certified."""
    courses = courses_of(session, pairs_of_person(session, person_id), now=now)
    issued = certificates_of(session, person_id, {one.pair.id for one in courses})
    return tuple(certifiable_of(one, issued, person_id=person_id) for one in courses)


def certifiable_course(
    session: Session, person_id: int, *, pair_id: int, course: str, now: datetime
) -> Certifiable:
    """One of them. Raises NoResultFound."""
    for one in certifiable(session, person_id, now=now):
        if one.course.pair.id == pair_id and one.course.course.slug == course:
            return one
    raise NoResultFound(course)


def certifiable_of(
    one: PairCourse, issued: Iterable[Certificate], *, person_id: int
) -> Certifiable:
    """One course of one pair."""
    by_both = finished(half for m in one.modules for half in (m.rep, m.support))
    mine = [m.rep if m.rep.partner.id == person_id else m.support for m in one.modules]
    by_viewer = finished(mine)
    codes = {(row.pair_id, row.person_id, *what_is_certified(row)): row.code for row in issued}
    course_id = one.course.id
    return Certifiable(
        course=one,
        by_both=by_both if one.standing is Together.BOTH_DONE else None,
        by_viewer=by_viewer,
        pair_code=codes.get((one.pair.id, None, course_id, by_both.edition, by_both.set_complete))
        if by_both
        else None,
        own_code=codes.get((None, person_id, course_id, by_viewer.edition, by_viewer.set_complete))
        if by_viewer
        else None,
    )


def what_is_certified(row: Certificate) -> tuple[int, int, int]:
    """What makes a certificate another one: course, edition, and what had been set complete."""
    return row.course_id, row.edition, row.set_complete


def finished(halves: Iterable[HalfOfModule]) -> Finished | None:
    """The newest edition and the last moment of these halves; None while one is open."""
    found = [half.half for half in halves]
    moments = [half.finished_at for half in found if half.finished_at is not None]
    if not found or len(moments) < len(found):
        return None
    return Finished(
        edition=max(half.finished_edition for half in found),
        at=max(moments),
        set_complete=sum(half.learned_at is None for half in found),
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
