"""What of all that people have answered still decides something? Not a word of it is read.

The queries stand here ready made: to put one together for each page costs more than to send it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, func, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from tandem.learning.refreshers.schedule import Memory
from tandem.learning.refreshers.turn import PastRefresher
from tandem.models import Attempt, Person, RefresherAnswer, RefresherChoice
from tandem.models.base import UTCDateTime
from tandem.models.rows import full_name, rows
from tandem.terms import RefresherFace

# The answers of so long hold every week, in whatever zone, and all that my page says has opened.
LATELY = timedelta(days=9)
# When which question was right, attempt by attempt, as JSON: by person and module.
Marks = dict[tuple[int, int], list[tuple[datetime, str]]]
# By person, in order of time.
Past = dict[int, list[PastRefresher]]

PEOPLE: BindParameter[Any] = bindparam("people")
THEIRS: BindParameter[Any] = bindparam("theirs")
SINCE = bindparam("since", type_=UTCDateTime())
row, partners = RefresherAnswer, aliased(RefresherAnswer)
has_answer = select(partners.id).where(partners.guess_id == row.id).exists()
PAST = (
    row.id, row.module_id, row.question, row.face, row.pair_id, row.guess_id, row.estimated_seconds,
    row.at, row.stability, row.difficulty, row.due_at, row.right, has_answer.label("has_answer"),
)  # fmt: skip
opened_lately = row.id.in_(
    select(partners.guess_id).where(partners.person_id.in_(PEOPLE), partners.at > SINCE)
)
WEEK = (
    select(
        Person.id.label("who"), Person.time_zone, Person.given_name, Person.surname,
        RefresherChoice.wants, *PAST,
    )
    .outerjoin(RefresherChoice, RefresherChoice.person_id == Person.id)
    .outerjoin(row, and_(row.person_id == Person.id, or_(row.at > SINCE, opened_lately)))
    .where(Person.id.in_(PEOPLE), Person.is_active.is_(True))
    .order_by(row.id)
)  # fmt: skip
newest = (
    select(func.max(row.id))
    .where(row.person_id.in_(PEOPLE), row.face == RefresherFace.OWN)
    .group_by(row.person_id, row.module_id, row.question)
)
guesses = (
    select(func.max(row.id))
    .where(row.person_id.in_(PEOPLE), row.face == RefresherFace.OTHER)
    .group_by(row.person_id, row.pair_id),
    select(row.id).where(
        or_(row.person_id.in_(PEOPLE), row.person_id.in_(THEIRS)),
        row.face == RefresherFace.OTHER,
        ~has_answer,
    ),
)
NEWEST = select(row.person_id.label("who"), *PAST).where(row.id.in_(newest))
DECIDING = select(row.person_id.label("who"), *PAST).where(row.id.in_(union_all(newest, *guesses)))
MARKS = (
    select(Attempt.person_id, Attempt.module_id, Attempt.at, Attempt.marks)
    .where(Attempt.person_id.in_(PEOPLE), Attempt.module_id.in_(bindparam("modules")))
    .order_by(Attempt.number)
)


def people_and_week(
    session: Session, people: Collection[int], *, now: datetime
) -> tuple[dict[int, tuple[str, str]], Past]:
    """Who of them is here and has not said no, and what they answered in the last days, or guessed
    and was answered then.

    One query.
    """
    wanting: dict[int, tuple[str, str]] = {}
    past: Past = defaultdict(list)
    for entry in rows(session, WEEK, {"people": list(people), "since": now - LATELY}):
        if entry.wants is not False:
            wanting[entry.who] = entry.time_zone, full_name(entry)
        if entry.id is not None:
            past[entry.who].append(past_refresher(entry))
    return wanting, past


def add_deciding(
    session: Session, past: Past, people: Collection[int], *, partners: Collection[int]
) -> None:
    """Add what of all earlier answers still decides something; what a newer one replaced does not.

    The last answer to each question, the last guess in each pair, and guesses without an answer,
    those of the partners, too. One query.
    """
    known = {answer.id for answers in past.values() for answer in answers}
    for entry in rows(session, DECIDING, {"people": list(people), "theirs": list(partners)}):
        if entry.id not in known:
            past[entry.who].append(past_refresher(entry))
    for who in {*people, *partners}:
        past[who].sort(key=lambda answer: answer.id)


def last_answers(session: Session, people: Collection[int]) -> Past:
    """The last answer of each of them to each question. One query."""
    past: Past = defaultdict(list)
    for entry in rows(session, NEWEST, {"people": list(people)}):
        past[entry.who].append(past_refresher(entry))
    return past


def past_refresher(entry: Any) -> PastRefresher:
    """A row as the rules know it."""
    memory = None
    if entry.due_at is not None:
        memory = Memory(entry.stability, entry.difficulty, entry.at, entry.due_at, entry.right)
    return PastRefresher(
        id=entry.id,
        module_id=entry.module_id,
        question=entry.question,
        face=entry.face,
        pair_id=entry.pair_id,
        guess_id=entry.guess_id,
        seconds=entry.estimated_seconds,
        at=entry.at,
        memory=memory,
        has_answer=entry.has_answer,
    )


def marks_of(session: Session, people: Collection[int], modules: Collection[int]) -> Marks:
    """The marks of their attempts, by person and module, the first one first. One query."""
    marks: Marks = defaultdict(list)
    for entry in rows(session, MARKS, {"people": list(people), "modules": list(modules)}):
        marks[entry.person_id, entry.module_id].append((entry.at, entry.marks))
    return marks
