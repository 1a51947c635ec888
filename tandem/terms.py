"""Which words does Tandem use, and what may they be? The glossary as enums."""

from __future__ import annotations

from enum import StrEnum


def N_(text: str) -> str:
    """Mark a text for translation where it is written; the page translates it where it is shown."""
    return text


class Role(StrEnum):
    """What a person may be. The two roles of a pair always come in this order."""

    REP = "rep"
    SUPPORT = "support"
    LEADER = "leader"
    TRAINER = "trainer"
    ADMIN = "admin"


SEATS = (Role.REP, Role.SUPPORT)
READERS = (Role.REP, Role.SUPPORT, Role.LEADER)
# Who a course may be for. A trainer has no face of their own.
AUDIENCES = (*READERS, Role.TRAINER)


def opposite(role: Role) -> Role:
    """The role of the partner."""
    return Role.SUPPORT if role is Role.REP else Role.REP


class QuizView(StrEnum):
    """How somebody likes to be asked: one question at a time on a phone, always, or never."""

    AUTO = "auto"
    ONE = "one"
    ALL = "all"


class AccountState(StrEnum):
    """Whether somebody can sign in."""

    JOINED = "joined"
    INVITED = "invited"
    CLOSED = "closed"


class PairState(StrEnum):
    """Where a pair is in its life."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class Consent(StrEnum):
    """What somebody says to a pair that was proposed to them."""

    YES = "yes"
    TALK = "talk"


class Fit(StrEnum):
    """How somebody finds working with the partner."""

    GOOD = "good"
    UNDECIDED = "undecided"
    NOT_GOOD = "not_good"


class Better(StrEnum):
    """Which way a shared goal's figure is meant to go."""

    HIGHER = "higher"
    LOWER = "lower"


class Together(StrEnum):
    """How far a pair is with a module. Four states, never an average."""

    NOBODY_YET = "nobody_yet"
    WAITING_FOR_REP = "waiting_for_rep"
    WAITING_FOR_SUPPORT = "waiting_for_support"
    BOTH_DONE = "both_done"


class Stage(StrEnum):
    """What is said instead of nobody yet where no half is complete but a step is done."""

    BEGUN = "begun"


class Stall(StrEnum):
    """What keeps a pair standing still."""

    NO_FIRST_STEP = "no_first_step"
    NO_MOVEMENT = "no_movement"
    SEALED_WAITS = "sealed_waits"


class Hint(StrEnum):
    """The one small thing a leader could do for a pair."""

    INTRODUCE = "introduce"
    BEGIN_TOGETHER = "begin_together"
    TEN_MINUTES = "ten_minutes"
    CLEAR_THE_WAY = "clear_the_way"
    SIT_DOWN = "sit_down"
    NEW_DATE = "new_date"
    TELL_EACH_OTHER = "tell_each_other"
    SAY_WHAT_CHANGED = "say_what_changed"
    OUT_OF_THEIR_WAY = "out_of_their_way"


class Beginner(StrEnum):
    """As what somebody is new here, with first steps of their own."""

    LEARNER = "learner"
    LEADER = "leader"
    TRAINER = "trainer"


class Step(StrEnum):
    """What is to be done in a module: alone, once, or together with the partner, in each pair."""

    READ = "read"
    PRACTICE = "practice"
    QUIZ = "quiz"
    TOGETHER = "together"


class Promise(StrEnum):
    """Who will read what is given in a step of the pair. Said before typing, kept for good.

    own is the author alone; pair is the partner too, at once; both is the partner once both have
    answered; apart is what lies two or more steps apart on a scale, once both have answered, and
    nothing else to anybody; apart_and_means is the same and, for those who lead the team, means of
    five pairs and more.
    """

    OWN = "own"
    PAIR = "pair"
    BOTH = "both"
    APART = "apart"
    APART_AND_MEANS = "apart_and_means"


class Show(StrEnum):
    """When a quiz gives its feedback."""

    EACH = "each"
    END = "end"
    NEVER = "never"


class RemarkPromise(StrEnum):
    """Who reads a remark about a question, as it was said before it was written."""

    TRAINERS_WITHOUT_NAME = "trainers_without_name"


class OverridePromise(StrEnum):
    """Who reads why a half was set complete, as it was said before it was written.

    learner_and_leaders is whoever's half it is, and who leads the team without a seat in the pair.
    """

    LEARNER_AND_LEADERS = "learner_and_leaders"


class Asked(StrEnum):
    """What somebody is asked of a module after finishing it."""

    WORTH = "worth"
    USE = "use"


class Answered(StrEnum):
    """What somebody says to that."""

    YES = "yes"
    RATHER_YES = "rather_yes"
    RATHER_NO = "rather_no"
    NO = "no"


class FeedbackPromise(StrEnum):
    """Who sees such an answer, as was said before: nobody. Only figures of full fives are told."""

    FIGURES_OF_FIVE = "figures_of_five"


class RefresherFace(StrEnum):
    """From whose face a refresher is asked: one's own, or the partner's, who is guessed."""

    OWN = "own"
    OTHER = "other"


class RefresherPromise(StrEnum):
    """Who sees an answer to a refresher, as was said before it was given.

    own is the author alone; figures_of_five is the same, and figures of full fives are told; both
    is the partner once both have answered; both_and_figures is that and such figures.
    """

    OWN = "own"
    FIGURES_OF_FIVE = "figures_of_five"
    BOTH = "both"
    BOTH_AND_FIGURES = "both_and_figures"


class PlanCheck(StrEnum):
    """When somebody is asked about a plan: after two working days, and after ten."""

    AFTER_TWO = "after_two"
    AFTER_TEN = "after_ten"


class PlanSaid(StrEnum):
    """What somebody says of their plan."""

    DID_IT = "did_it"
    NOT_YET = "not_yet"
    CHANGED = "changed"


class PulseTime(StrEnum):
    """When a course asks how it is: at its start, at its end, and 90 days later."""

    START = "start"
    END = "end"
    LATER = "later"


class Liking(StrEnum):
    """Does somebody like working with their opposite?"""

    YES = "yes"
    SOMETIMES = "sometimes"
    NO = "no"


class Rhythm(StrEnum):
    """When somebody works best."""

    EARLY = "early"
    LATE = "late"
    ANY = "any"


class Channel(StrEnum):
    """How somebody likes to settle things."""

    TALK = "talk"
    WRITE = "write"
    ANY = "any"


class Planning(StrEnum):
    """Does somebody plan ahead, or act at once?"""

    AHEAD = "ahead"
    AT_ONCE = "at_once"
    ANY = "any"


class LetterKind(StrEnum):
    """Why a letter is written. Only daily ones are bundled and can be switched off."""

    ASKED = "asked"
    INVITATION = "invitation"
    NOTICE = "notice"
    DAILY = "daily"


class Issuer(StrEnum):
    """As what somebody asks people to join. Only a leader's invitation needs a yes to give rights;
    command is the command line, which has no account."""

    LEADER = "leader"
    ADMIN = "admin"
    COMMAND = "command"


class InvitationAnswer(StrEnum):
    """How an invitation ended."""

    YES = "yes"
    NO = "no"
    WITHDRAWN = "withdrawn"


class AuditAct(StrEnum):
    """What was done on the site, as the audit log records it."""

    ASKED = "asked"
    ASKED_AGAIN = "asked_again"
    ASK_WITHDRAWN = "ask_withdrawn"
    SAID_YES = "said_yes"
    SAID_NO = "said_no"
    JOINED = "has_joined"
    LINK_TO_JOIN = "link_to_join"
    LINK_FOR_PASSWORD = "link_for_password"  # noqa: S105 (no password)
    ROLES_GIVEN = "roles_given"
    ROLES_TAKEN = "roles_taken"
    SEAT_WITHOUT_ROLE = "seat_without_role"
    PUT_IN_TEAM = "put_in_team"
    MADE_LEADER = "made_leader"
    TAKEN_OUT = "taken_out"
    COURSE_GIVEN = "course_given"
    COURSE_TAKEN_BACK = "course_taken_back"
    CLOSED = "account_closed"
    LEAVES_ON = "leaves_on"
    STAYS = "stays"
    OPENED = "account_opened"
    ERASED = "erased"
    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGNED_OUT = "signed_out"
    SIGNED_OUT_ELSEWHERE = "signed_out_elsewhere"
    MAIL_ASKED = "mail_address_asked"
    MAIL_CHANGED = "mail_address_changed"
    NAME_MENDED = "name_mended"
    ACCOUNTS_JOINED = "accounts_joined"
    SECOND_STEP_REFUSED = "second_step_refused"
    SECOND_STEP_ADDED = "second_step_added"
    SECOND_STEP_REMOVED = "second_step_removed"
    SECOND_STEP_RESET = "second_step_reset"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    ATTEMPT_GRANTED = "attempt_granted"
    PASSWORD_SET = "password_set"  # noqa: S105 (no password)
    CONTACT_SET = "contact_set"
    PASSWORD_FORGOTTEN = "password_forgotten"  # noqa: S105 (no password)
    MAIL_LINK_ASKED = "mail_link_asked"
    PROVIDER_JOINED = "provider_joined"
    PROVIDER_PARTED = "provider_parted"
    PROVIDER_REFUSED = "provider_refused"
    PROVIDER_GAVE_ROLES = "provider_gave_roles"
    PROVIDER_TOOK_ROLES = "provider_took_roles"
    PROVIDER_LEFT_SEAT = "provider_left_seat"
    PROVIDER_PUT_IN_TEAM = "provider_put_in_team"
    PROVIDER_MADE_LEADER = "provider_made_leader"
    PROVIDER_TOOK_OUT = "provider_took_out"
    PROVIDER_SIGNED_OUT = "provider_signed_out"
    CLAIM_NOT_TAKEN = "claim_not_taken"
    ACCOUNT_MADE = "account_made"
    PEOPLE_BROUGHT_IN = "people_brought_in"
    TEAM_MADE = "team_made"
    BEST_NAMED = "best_named"
    PAIR_PROPOSED = "pair_proposed"
    PAIR_FORMED = "pair_formed"
    PAIR_BEGAN = "pair_began"
    PAIR_PAUSED = "pair_paused"
    PAIR_RESUMED = "pair_resumed"
    PAIR_ENDED = "pair_ended"
    COURSE_MOVED = "course_moved"
    COURSE_RENEWAL = "course_renewal"
    HALF_SET_COMPLETE = "half_set_complete"
    GOAL_PROPOSED = "goal_proposed"
    GOAL_AGREED = "goal_agreed"
    GOAL_WITHDRAWN = "goal_withdrawn"
    READINGS_RECORDED = "readings_recorded"
    COURSE_OPENED = "course_opened"
    COURSE_ARCHIVED = "course_archived"
    LESSON_BEGUN = "lesson_begun"
    LESSON_SAVED = "lesson_saved"
    TRANSLATION_SAVED = "translation_saved"
    LESSONS_PUBLISHED = "lessons_published"
    LESSON_WITHDRAWN = "lesson_withdrawn"
    REVISION_RESTORED = "revision_restored"
    LESSONS_REORDERED = "lessons_reordered"
    LESSONS_IMPORTED = "lessons_imported"
    PICTURE_ADDED = "picture_added"
    REMARK_ANSWERED = "remark_answered"
    EXPORTED = "exported"
    SIGN_INS_ENDED = "sign_ins_ended"
    LETTER_SENT_AGAIN = "letter_sent_again"
    TEST_LETTER = "test_letter"
    SETTING_CHANGED = "setting_changed"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    SAMPLE_LOADED = "sample_loaded"
    SAMPLE_REMOVED = "sample_removed"
    TOKEN_MADE = "scim_token_made"  # noqa: S105 (no password)
    TOKEN_ENDED = "scim_token_ended"  # noqa: S105 (no password)
    TEAM_RENAMED = "team_renamed"
    TEAM_PUT_AWAY = "team_put_away"
    TEAM_LEADERLESS = "team_leaderless"
    SCIM_REFUSED = "scim_refused"


class DirectoryFault(StrEnum):
    """Why something that a company's directory asks for is not done."""

    LAST_ADMINISTRATOR = "last_administrator"
    EMERGENCY_ADMINISTRATOR = "emergency_administrator"
    ONLY_LEADER = "only_leader"
    ADDRESS_TAKEN = "address_taken"
    NAME_TAKEN = "name_taken"
    NO_ADDRESS = "no_address"
    UNKNOWN_ROLE = "unknown_role"
    UNKNOWN_MEMBER = "unknown_member"
    TEAM_NAME_TAKEN = "team_name_taken"
    NO_TEAM_NAME = "no_team_name"


class CourseState(StrEnum):
    """Can a course be assigned? A draft not yet; an archived one no more, and what runs goes on."""

    DRAFT = "draft"
    OPEN = "open"
    ARCHIVED = "archived"


class Severity(StrEnum):
    """How bad a problem is. An error keeps a module from being published, a warning is advice."""

    ERROR = "error"
    WARNING = "warning"
