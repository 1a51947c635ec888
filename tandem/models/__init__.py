"""The tables."""

from tandem.models.attempts import AttemptGranted
from tandem.models.audit import AuditEntry, NoticeRead, SettingMark
from tandem.models.base import Base
from tandem.models.calendars import CalendarAddress
from tandem.models.certificates import Certificate
from tandem.models.contacts import SiteContact
from tandem.models.directories import ScimMember, ScimTeam, ScimToken, ScimUser
from tandem.models.editions import EditionRead
from tandem.models.factors import AuthenticatorApp, MailChange, Passkey, RecoveryCode
from tandem.models.feedback import Feedback
from tandem.models.first_steps import FirstStepsClosed
from tandem.models.goals import Goal, GoalMeasure, GoalReading, GoalYes
from tandem.models.invitations import Invitation
from tandem.models.lessons import (
    Course,
    CourseChange,
    CoursePicture,
    CourseTranslation,
    LessonDraft,
    Module,
    ModuleTranslation,
    Picture,
    Publication,
    Revision,
    Translation,
)
from tandem.models.letters import Letter, MailChoice, MailRun, WorkHours
from tandem.models.made_files import MadeFile, MadeFilePiece
from tandem.models.matching import BestOf, StylePutOff, WorkingStyle
from tandem.models.overrides import Override
from tandem.models.pairs import FitAnswer, Nudge, Pair, PairChange, PairConsent
from tandem.models.people import (
    ActingLeader,
    Person,
    PersonRole,
    Team,
    TeamLeader,
    TeamMember,
    Ticket,
)
from tandem.models.plans import PlanAnswer
from tandem.models.providers import Identity, IdentityTeam
from tandem.models.pulse import PulseAnswer
from tandem.models.questions import HintOpened, Remark
from tandem.models.records import (
    Assignment,
    Attempt,
    Completion,
    FormSent,
    QuizDraft,
    SoloAssignment,
    StepDone,
)
from tandem.models.refreshers import RefresherAnswer, RefresherChoice
from tandem.models.roster import RosterFile
from tandem.models.rounds import ModuleClosed, RoundDone, SoloRoundDone
from tandem.models.scenes import FirstChoice, Practice, SceneWay
from tandem.models.sign_ins import SignIn, SignInLink
from tandem.models.site_identity import SiteIdentity
from tandem.models.status import PairStatus, StalePair, StatusSweep, StatusTurn
from tandem.models.steps import (
    Addition,
    AgreementVersion,
    PairCompletion,
    PairStepDone,
    RecordedAnswer,
    RecordedAnswerShown,
    Signature,
    StepDraft,
)
from tandem.models.uploads import Upload
from tandem.models.written import WrittenDraft, WrittenReply, WrittenText

__all__ = [
    "ActingLeader",
    "Addition",
    "AgreementVersion",
    "Assignment",
    "Attempt",
    "AttemptGranted",
    "AuditEntry",
    "AuthenticatorApp",
    "Base",
    "BestOf",
    "CalendarAddress",
    "Certificate",
    "Completion",
    "Course",
    "CourseChange",
    "CoursePicture",
    "CourseTranslation",
    "EditionRead",
    "Feedback",
    "FirstChoice",
    "FirstStepsClosed",
    "FitAnswer",
    "FormSent",
    "Goal",
    "GoalMeasure",
    "GoalReading",
    "GoalYes",
    "HintOpened",
    "Identity",
    "IdentityTeam",
    "Invitation",
    "LessonDraft",
    "Letter",
    "MadeFile",
    "MadeFilePiece",
    "MailChange",
    "MailChoice",
    "MailRun",
    "Module",
    "ModuleClosed",
    "ModuleTranslation",
    "NoticeRead",
    "Nudge",
    "Override",
    "Pair",
    "PairChange",
    "PairCompletion",
    "PairConsent",
    "PairStatus",
    "PairStepDone",
    "Passkey",
    "Person",
    "PersonRole",
    "Picture",
    "PlanAnswer",
    "Practice",
    "Publication",
    "PulseAnswer",
    "QuizDraft",
    "RecordedAnswer",
    "RecordedAnswerShown",
    "RecoveryCode",
    "RefresherAnswer",
    "RefresherChoice",
    "Remark",
    "Revision",
    "RosterFile",
    "RoundDone",
    "SceneWay",
    "ScimMember",
    "ScimTeam",
    "ScimToken",
    "ScimUser",
    "SettingMark",
    "SignIn",
    "SignInLink",
    "Signature",
    "SiteContact",
    "SiteIdentity",
    "SoloAssignment",
    "SoloRoundDone",
    "StalePair",
    "StatusSweep",
    "StatusTurn",
    "StepDone",
    "StepDraft",
    "StylePutOff",
    "Team",
    "TeamLeader",
    "TeamMember",
    "Ticket",
    "Translation",
    "Upload",
    "WorkHours",
    "WorkingStyle",
    "WrittenDraft",
    "WrittenReply",
    "WrittenText",
]
