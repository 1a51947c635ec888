"""How is the sample taken away, and nothing else?"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from tandem.models import (
    Addition,
    AgreementVersion,
    Assignment,
    Attempt,
    AttemptGranted,
    AuthenticatorApp,
    BestOf,
    CalendarAddress,
    Certificate,
    Completion,
    CourseChange,
    EditionRead,
    Feedback,
    FirstChoice,
    FitAnswer,
    FormSent,
    Goal,
    GoalMeasure,
    GoalReading,
    GoalYes,
    HintOpened,
    Identity,
    Invitation,
    LessonDraft,
    Letter,
    MailChange,
    MailChoice,
    ModuleClosed,
    NoticeRead,
    Nudge,
    Override,
    Pair,
    PairChange,
    PairCompletion,
    PairConsent,
    PairStepDone,
    Passkey,
    Person,
    PersonRole,
    PlanAnswer,
    Practice,
    Publication,
    PulseAnswer,
    QuizDraft,
    RecordedAnswer,
    RecordedAnswerShown,
    RecoveryCode,
    RefresherAnswer,
    RefresherChoice,
    Remark,
    Revision,
    RosterFile,
    RoundDone,
    SceneWay,
    ScimMember,
    ScimTeam,
    ScimToken,
    ScimUser,
    Signature,
    SignIn,
    SignInLink,
    SoloAssignment,
    SoloRoundDone,
    StepDone,
    StepDraft,
    StylePutOff,
    Team,
    TeamLeader,
    TeamMember,
    Ticket,
    Upload,
    WorkHours,
    WorkingStyle,
    WrittenDraft,
    WrittenReply,
    WrittenText,
)
from tandem.models.deleting import delete_where
from tandem.terms import Promise

# Who did something: the row is everybody's and stays.
DONE_BY = (
    Assignment.by_id,
    AttemptGranted.by_id,
    CourseChange.by_id,
    SoloAssignment.by_id,
    Goal.by_id,
    GoalReading.by_id,
    Override.by_id,
    PairChange.by_id,
    Publication.by_id,
    Remark.answered_by_id,
    Revision.published_by_id,
)
# What a person has: it goes with the person.
OWNED_BY_PERSON = (
    Attempt.person_id,
    AttemptGranted.person_id,
    Certificate.person_id,
    EditionRead.person_id,
    FitAnswer.person_id,
    Nudge.from_id,
    Nudge.to_id,
    Feedback.person_id,
    PlanAnswer.person_id,
    PulseAnswer.person_id,
    PairConsent.person_id,
    Completion.person_id,
    QuizDraft.person_id,
    LessonDraft.person_id,
    GoalYes.person_id,
    SoloRoundDone.person_id,
    SoloAssignment.person_id,
    StepDone.person_id,
    FormSent.person_id,
    FirstChoice.person_id,
    Practice.person_id,
    HintOpened.person_id,
    Remark.person_id,
    RefresherAnswer.person_id,
    RefresherChoice.person_id,
    Letter.person_id,
    CalendarAddress.person_id,
    MailChoice.person_id,
    WorkHours.person_id,
    BestOf.person_id,
    WorkingStyle.person_id,
    StylePutOff.person_id,
    NoticeRead.person_id,
    RosterFile.by_id,
    ScimMember.person_id,
    ScimToken.by_id,
    ScimUser.person_id,
    SignIn.person_id,
    AuthenticatorApp.person_id,
    Passkey.person_id,
    RecoveryCode.person_id,
    MailChange.person_id,
    SignInLink.person_id,
    Identity.person_id,
    Ticket.person_id,
    WrittenText.person_id,
    WrittenDraft.person_id,
    Upload.person_id,
    TeamLeader.person_id,
    TeamMember.person_id,
    PersonRole.person_id,
    Person.id,
)
OWNED_BY_PAIR = (
    Certificate.pair_id,
    FitAnswer.pair_id,
    Nudge.pair_id,
    PairConsent.pair_id,
    RecordedAnswer.pair_id,
    RefresherAnswer.pair_id,
    StepDraft.pair_id,
    AgreementVersion.pair_id,
    PairStepDone.pair_id,
    PairCompletion.pair_id,
    ModuleClosed.pair_id,
    RoundDone.pair_id,
    SceneWay.pair_id,
)
# Answers of real people in a sample team stay, and belong to no team.
OF_TEAM_FOR_GOOD = (
    Feedback.team_id,
    PlanAnswer.team_id,
    PulseAnswer.team_id,
    RefresherAnswer.team_id,
)
OWNED_BY_TEAM = (
    ScimMember.team_id,
    ScimTeam.team_id,
    BestOf.team_id,
    RosterFile.team_id,
    Assignment.team_id,
    SoloAssignment.team_id,
    TeamLeader.team_id,
    TeamMember.team_id,
)


def remove(session: Session) -> int:
    """Take the sample's people, teams and pairs away with all they did; how many people.

    Pairs in which a sample person sits go too; the real partner's own records stay.
    """
    people = session.scalars(select(Person.id).where(Person.is_sample)).all()
    teams = session.scalars(select(Team.id).where(Team.is_sample)).all()
    of_sample = or_(Pair.team_id.in_(teams), Pair.rep_id.in_(people), Pair.support_id.in_(people))
    pairs = session.scalars(select(Pair.id).where(of_sample)).all()
    for column in DONE_BY:
        session.execute(update(column.class_).where(column.in_(people)).values({column: None}))
    for column in OF_TEAM_FOR_GOOD:
        session.execute(update(column.class_).where(column.in_(teams)).values({column: None}))
    remove_goals(session, pairs)
    remove_steps(session, pairs)
    remove_texts(session, pairs, people)
    delete_where(session, (PairChange.pair_id, Assignment.pair_id, Pair.id), pairs)
    remove_invitations(session, people, teams)
    delete_where(session, OWNED_BY_TEAM, teams)
    delete_where(session, OWNED_BY_PERSON, people)
    delete_where(session, (Team.id,), teams)
    return len(people)


def remove_invitations(session: Session, people: Sequence[int], teams: Sequence[int]) -> None:
    """Take away what sample people were asked or asked, and what was asked for their teams."""
    of_sample = or_(
        Invitation.person_id.in_(people),
        Invitation.by_id.in_(people),
        Invitation.team_id.in_(teams),
    )
    ids = session.scalars(select(Invitation.id).where(of_sample)).all()
    delete_where(session, (Ticket.invitation_id, Invitation.id), ids)


def remove_goals(session: Session, pairs: Sequence[int]) -> None:
    """Take the shared goals of these pairs away, with their readings."""
    goals = session.scalars(select(Goal.id).where(Goal.pair_id.in_(pairs))).all()
    measures = session.scalars(select(GoalMeasure.id).where(GoalMeasure.pair_id.in_(pairs))).all()
    delete_where(session, (GoalYes.goal_id, Goal.id), goals)
    delete_where(session, (GoalReading.measure_id, GoalMeasure.id), measures)


def remove_steps(session: Session, pairs: Sequence[int]) -> None:
    """Take away what these pairs did together."""
    answers = session.scalars(
        select(RecordedAnswer.id).where(RecordedAnswer.pair_id.in_(pairs))
    ).all()
    of_pairs = PlanAnswer.step_answer_id.in_(answers)
    session.execute(update(PlanAnswer).where(of_pairs).values({PlanAnswer.step_answer_id: None}))
    versions = select(AgreementVersion.id).where(AgreementVersion.pair_id.in_(pairs))
    finished = select(PairCompletion.id).where(PairCompletion.pair_id.in_(pairs))
    delete_where(session, (Override.completion_id,), session.scalars(finished).all())
    delete_where(session, (Addition.step_answer_id, RecordedAnswerShown.step_answer_id), answers)
    delete_where(session, (Signature.version_id,), session.scalars(versions).all())
    delete_where(session, OWNED_BY_PAIR, pairs)


def remove_texts(session: Session, pairs: Sequence[int], people: Sequence[int]) -> None:
    """Take away what was said of texts; a real partner's own text is theirs alone from now on."""
    of_sample = or_(WrittenText.pair_id.in_(pairs), WrittenText.person_id.in_(people))
    texts = session.scalars(select(WrittenText.id).where(of_sample)).all()
    delete_where(session, (WrittenReply.written_id,), texts)
    alone = {WrittenText.promise: Promise.OWN, WrittenText.pair_id: None}
    session.execute(update(WrittenText).where(WrittenText.pair_id.in_(pairs)).values(alone))
