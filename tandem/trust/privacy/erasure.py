"""How is a person taken out of the records, and the partner's records left whole?

Rows that only the person had a use for are deleted. Rows that are a partner's as much as theirs
stay, and nobody's name stands in them anymore.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from tandem.models import (
    Addition,
    AuthenticatorApp,
    BestOf,
    CalendarAddress,
    Certificate,
    EditionRead,
    FirstStepsClosed,
    FormSent,
    Identity,
    Invitation,
    LessonDraft,
    Letter,
    MadeFile,
    MailChange,
    MailChoice,
    NoticeRead,
    Passkey,
    Person,
    PersonRole,
    PlanAnswer,
    Practice,
    QuizDraft,
    RecordedAnswer,
    RecordedAnswerShown,
    RecoveryCode,
    RefresherAnswer,
    RefresherChoice,
    RosterFile,
    ScimMember,
    ScimUser,
    SignIn,
    SignInLink,
    StepDraft,
    StylePutOff,
    TeamLeader,
    TeamMember,
    Ticket,
    Upload,
    WorkHours,
    WorkingStyle,
    WrittenDraft,
    WrittenText,
)
from tandem.models.audit import record_act
from tandem.models.deleting import delete_where
from tandem.models.erased_name import ERASED
from tandem.models.locking import hold
from tandem.models.people import NOWHERE
from tandem.models.rows import is_any
from tandem.people.leaving import administers_alone, close_account
from tandem.terms import AuditAct, InvitationAnswer, Promise, RefresherFace

# What nobody else has any use for. What is told in full groups of five is not here: a row that went
# would move the groups, and so tell what stood in it.
THEIRS_ALONE = (
    BestOf.person_id,
    CalendarAddress.person_id,
    EditionRead.person_id,
    FirstStepsClosed.person_id,
    FormSent.person_id,
    LessonDraft.person_id,
    Letter.person_id,
    MadeFile.person_id,
    MailChoice.person_id,
    WorkHours.person_id,
    NoticeRead.person_id,
    Practice.person_id,
    QuizDraft.person_id,
    RefresherChoice.person_id,
    RosterFile.by_id,
    ScimMember.person_id,
    ScimUser.person_id,
    StepDraft.person_id,
    StylePutOff.person_id,
    TeamLeader.person_id,
    TeamMember.person_id,
    SignIn.person_id,
    SignInLink.person_id,
    Identity.person_id,
    AuthenticatorApp.person_id,
    Passkey.person_id,
    RecoveryCode.person_id,
    MailChange.person_id,
    Ticket.person_id,
    Upload.person_id,
    WorkingStyle.person_id,
    WrittenDraft.person_id,
    PersonRole.person_id,
)


class ErasureFault(StrEnum):
    """Why somebody cannot be erased yet."""

    LAST_ADMINISTRATOR = "last_administrator"
    ONLY_LEADER = "only_leader"


def erasure_fault(session: Session, person_id: int) -> ErasureFault | None:
    """What must be settled first, or None. Two queries."""
    if administers_alone(session, person_id):
        return ErasureFault.LAST_ADMINISTRATOR
    own = select(TeamLeader.team_id).where(TeamLeader.person_id == person_id)
    alone = (
        select(TeamLeader.team_id)
        .where(TeamLeader.team_id.in_(own))
        .group_by(TeamLeader.team_id)
        .having(func.count() == 1)
    )
    return ErasureFault.ONLY_LEADER if is_any(session, alone) else None


def erase(session: Session, person_id: int, *, by_id: int | None, now: datetime) -> None:
    """Erase a person. Twice is once.

    The account closes first: pairs end, links and sessions stop working.
    """
    # Whoever opens the account, or gives it another address, at the same moment waits here.
    hold(session, Person.id == person_id, references_pass=True)
    person = session.get_one(Person, person_id, populate_existing=True)
    if person.is_erased:
        return
    if person.is_active:
        close_account(session, person_id, by_id=by_id, now=now)
    session.flush()
    delete_unread_words(session, person_id)
    forget_refreshers(session, person_id)
    delete_where(session, THEIRS_ALONE, [person_id])
    forget_invitations(session, person_id, now=now)
    session.execute(delete(Certificate).where(Certificate.person_id == person_id))
    session.expire(person)
    person.email = f"{person_id}{NOWHERE}"
    person.given_name, person.surname = "", ERASED
    person.password_hash, person.joined_at, person.has_second_step = None, None, False
    person.time_zone, person.erased_at = "UTC", now
    record_act(session, AuditAct.ERASED, by_id=by_id, subject_id=person_id, now=now)


def delete_unread_words(session: Session, person_id: int) -> None:
    """What they wrote for themselves, and what was sealed and never opened, goes.

    Of a text whose ticks are told in groups of five they alone stay.
    """
    opened = select(RecordedAnswerShown.step_answer_id)
    unread: ColumnElement[bool] = or_(
        RecordedAnswer.promise == Promise.OWN,
        and_(RecordedAnswer.promise != Promise.PAIR, RecordedAnswer.id.not_in(opened)),
    )
    ids = session.scalars(
        select(RecordedAnswer.id).where(RecordedAnswer.person_id == person_id, unread)
    ).all()
    leads_to_no_plan = {PlanAnswer.step_answer_id: None}
    session.execute(
        update(PlanAnswer).where(PlanAnswer.step_answer_id.in_(ids)).values(leads_to_no_plan)
    )
    session.execute(delete(Addition).where(Addition.step_answer_id.in_(ids)))
    session.execute(delete(RecordedAnswerShown).where(RecordedAnswerShown.step_answer_id.in_(ids)))
    session.execute(delete(RecordedAnswer).where(RecordedAnswer.id.in_(ids)))
    alone = (WrittenText.person_id == person_id, WrittenText.promise == Promise.OWN)
    is_told = WrittenText.ticks_promise.is_not(None)
    session.execute(update(WrittenText).where(*alone, is_told).values(text=""))
    session.execute(delete(WrittenText).where(*alone, ~is_told))


def forget_refreshers(session: Session, person_id: int) -> None:
    """Guesses that never opened go; of what nobody else could read only its mark stays.

    A mark that went would move the groups of five, and so tell whose it was.
    """
    answered = select(RefresherAnswer.guess_id).where(RefresherAnswer.guess_id.is_not(None))
    own = RefresherAnswer.person_id == person_id
    sealed = RefresherAnswer.face == RefresherFace.OTHER, RefresherAnswer.id.not_in(answered)
    session.execute(delete(RefresherAnswer).where(own, *sealed))
    alone = RefresherAnswer.face == RefresherFace.OWN, RefresherAnswer.guess_id.is_(None)
    session.execute(update(RefresherAnswer).where(own, *alone).values(answer="[]"))


def forget_invitations(session: Session, person_id: int, *, now: datetime) -> None:
    """Who asked them, and when, stays; whom they asked is no longer said by name. What waited for
    an answer is taken back: nobody asks them again."""
    theirs = update(Invitation).where(Invitation.person_id == person_id)
    nameless = {"email": f"{person_id}{NOWHERE}", "given_name": "", "surname": ERASED}
    session.execute(theirs.values(nameless))
    taken_back = {"answer": InvitationAnswer.WITHDRAWN, "answered_at": now}
    session.execute(theirs.where(Invitation.answer.is_(None)).values(taken_back))
