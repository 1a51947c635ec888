"""What would move if two accounts were joined, what would stay, and what stands in the way?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from tandem.content.messages import Message
from tandem.content.same_text import folded
from tandem.library.served import library
from tandem.models import Attempt, Pair, Person
from tandem.terms import PairState
from tandem.trust.joining.columns import MOVES, RowMove, column_named
from tandem.trust.joining.hints import number_of_hints_staying
from tandem.trust.joining.moving import TwoAccounts, number_in, number_stuck
from tandem.trust.privacy.kept import SUBJECTS

# Accounts of one name are offered up to so many.
OFFERED = 10


class JoiningFault(StrEnum):
    """Why two accounts cannot be joined, as they stand."""

    SAME = "same"
    OWN = "own"
    ERASED = "erased"
    CLOSED = "closed"
    NOT_JOINED = "not_joined"
    SAMPLE = "sample"
    BOTH_HALVES = "both_halves"
    SAME_PARTNER = "same_partner"


@dataclass(frozen=True)
class SubjectMoved:
    """One thing that is kept of people: how many entries of it move, and how many stay."""

    title: Message
    moves: int
    stays: int


@dataclass(frozen=True)
class BothTried:
    """A quiz that both accounts have tried."""

    module: str
    language: str
    here: int
    there: int

    @property
    def in_all(self) -> int:
        """How many attempts there are together."""
        return self.here + self.there


@dataclass(frozen=True)
class JoiningPlan:
    """What joining two accounts amounts to. `partners` are those in a living pair with both."""

    stays: Person
    goes: Person
    fault: JoiningFault | None
    partners: tuple[str, ...]
    subjects: tuple[SubjectMoved, ...]
    tried: tuple[BothTried, ...]


def plan_of(session: Session, stays: Person, goes: Person, *, viewer_id: int) -> JoiningPlan:
    """What joining these two amounts to."""
    accounts = TwoAccounts(stays.id, goes.id)
    partners = partners_of_both(session, accounts)
    return JoiningPlan(
        stays=stays,
        goes=goes,
        fault=fault_of(session, stays, goes, partners, viewer_id=viewer_id),
        partners=partners,
        subjects=tuple(subjects_moved(session, accounts)),
        tried=tuple(tried_by_both(session, accounts)),
    )


def fault_of(
    session: Session, stays: Person, goes: Person, partners: tuple[str, ...], *, viewer_id: int
) -> JoiningFault | None:
    """What stands in the way, or None. Who administers cannot join what is theirs."""
    if stays.id == goes.id:
        return JoiningFault.SAME
    if viewer_id in {stays.id, goes.id}:
        return JoiningFault.OWN
    if stays.is_erased or goes.is_erased:
        return JoiningFault.ERASED
    if not stays.is_active:
        return JoiningFault.CLOSED
    if goes.has_joined and not stays.has_joined:
        return JoiningFault.NOT_JOINED
    if stays.is_sample or goes.is_sample:
        return JoiningFault.SAMPLE
    two = [stays.id, goes.id]
    if session.scalar(select(Pair.id).where(Pair.rep_id.in_(two), Pair.support_id.in_(two))):
        return JoiningFault.BOTH_HALVES
    return JoiningFault.SAME_PARTNER if partners else None


def partners_of_both(session: Session, accounts: TwoAccounts) -> tuple[str, ...]:
    """Who is in a living pair with each of the two, in the same seat."""
    query = (
        select(Pair)
        .where(Pair.state != PairState.ENDED)
        .options(joinedload(Pair.rep), joinedload(Pair.support))
        .order_by(Pair.id)
    )
    names: dict[int, str] = {}
    for mine, theirs in ((Pair.rep_id, Pair.support_id), (Pair.support_id, Pair.rep_id)):
        of_both = select(theirs).where(mine == accounts.stays, Pair.state != PairState.ENDED)
        for pair in session.scalars(query.where(mine == accounts.goes, theirs.in_(of_both))):
            partner = pair.support if mine is Pair.rep_id else pair.rep
            names[partner.id] = partner.name
    return tuple(names.values())


def subjects_moved(session: Session, accounts: TwoAccounts) -> list[SubjectMoved]:
    """What is kept of the account that goes, in the words of the privacy page; nothing is left out
    that has a row."""
    moved = []
    for subject in SUBJECTS:
        tables = {table.name for table in subject.tables}
        moves = stays = 0
        for name, move in MOVES.items():
            if name.partition(".")[0] not in tables:
                continue
            column = column_named(name)
            number = number_in(session, column, accounts)
            left = number_staying(session, name, move, accounts) if number else 0
            moves, stays = moves + number - left, stays + left
        if moves or stays:
            moved.append(SubjectMoved(subject.title, moves, stays))
    return moved


def number_staying(session: Session, name: str, move: RowMove, accounts: TwoAccounts) -> int:
    """How many rows of a column do not move."""
    column = column_named(name)
    match move:
        case RowMove.STAYS:
            return number_in(session, column, accounts)
        case RowMove.NUMBERED:
            return 0
        case RowMove.FOLLOWS:
            return number_of_hints_staying(session, accounts)
        case _:
            return number_stuck(session, column, accounts)


def tried_by_both(session: Session, accounts: TwoAccounts) -> list[BothTried]:
    """The quizzes that both have tried, of what is served now. One query."""
    query = (
        select(Attempt.person_id, Attempt.module_id, func.count())
        .where(Attempt.person_id.in_([accounts.stays, accounts.goes]))
        .group_by(Attempt.person_id, Attempt.module_id)
    )
    tried = {
        (person_id, module_id): times for person_id, module_id, times in session.execute(query)
    }
    return [
        BothTried(
            module.title,
            module.lesson.language,
            tried[accounts.stays, module.id],
            tried[accounts.goes, module.id],
        )
        for course in library(session).courses
        for module in course.modules
        if {(accounts.stays, module.id), (accounts.goes, module.id)} <= tried.keys()
    ]


def of_same_name(session: Session, person: Person) -> tuple[Person, ...]:
    """Other accounts of somebody called the same: perhaps one person. One query."""
    query = (
        select(Person)
        .where(Person.id != person.id, Person.is_sample == person.is_sample)
        .order_by(Person.id)
    )
    name = folded(person.name)
    same = [one for one in session.scalars(query) if not one.is_erased and folded(one.name) == name]
    return tuple(same[:OFFERED])
