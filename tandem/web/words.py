"""How is a word of the glossary said to a reader? Alike on the screen and in a file."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from flask import Flask, g, has_request_context
from flask_babel import force_locale, format_decimal, gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from tandem.content.lesson import StepKind
from tandem.content.messages import LARGE, Message, Value
from tandem.figures.intervals import Period
from tandem.models.erased_name import ERASED_NAME, IN_ENGLISH
from tandem.terms import (
    AccountState,
    Answered,
    Asked,
    AuditAct,
    Beginner,
    Better,
    DirectoryFault,
    Fit,
    PairState,
    PlanCheck,
    PlanSaid,
    Promise,
    PulseTime,
    Role,
    Stage,
    Stall,
    Step,
    Together,
)
from tandem.web.languages import language_of_starters

_ = lazy_gettext
ROLES: dict[StrEnum, LazyString] = {
    Role.REP: _("[Rep]"),
    Role.SUPPORT: _("[Support]"),
    Role.LEADER: _("Leader"),
    Role.TRAINER: _("Trainer"),
    Role.ADMIN: _("Administrator"),
}
WORDS: dict[StrEnum, LazyString] = {
    **ROLES,
    AccountState.JOINED: _("has joined"),
    AccountState.INVITED: _("invited, not here yet"),
    AccountState.CLOSED: _("account closed"),
    Beginner.LEARNER: _("Learner"),
    Beginner.LEADER: _("Leader"),
    Beginner.TRAINER: _("Trainer"),
    AuditAct.ASKED: _("asked to join"),
    AuditAct.ASKED_AGAIN: _("asked again to join"),
    AuditAct.ASK_WITHDRAWN: _("withdrew the invitation"),
    AuditAct.SAID_YES: _("said yes to an invitation"),
    AuditAct.SAID_NO: _("said no to an invitation"),
    AuditAct.JOINED: _("joined"),
    AuditAct.LINK_TO_JOIN: _("made a link to join"),
    AuditAct.LINK_FOR_PASSWORD: _("made a link for a new password"),
    AuditAct.ROLES_GIVEN: _("gave roles"),
    AuditAct.ROLES_TAKEN: _("removed roles"),
    AuditAct.SEAT_WITHOUT_ROLE: _("left a seat in a pair without its role"),
    AuditAct.PUT_IN_TEAM: _("added to a team"),
    AuditAct.MADE_LEADER: _("made leader of a team"),
    AuditAct.TAKEN_OUT: _("removed from a team"),
    AuditAct.CLOSED: _("closed the account"),
    AuditAct.LEAVES_ON: _("set the last day"),
    AuditAct.STAYS: _("withdrew the last day"),
    AuditAct.OPENED: _("opened the account"),
    AuditAct.ERASED: _("erased the account"),
    AuditAct.SIGNED_IN: _("signed in"),
    AuditAct.SIGN_IN_REFUSED: _("wasn’t let in: what was shown was wrong"),
    AuditAct.SIGNED_OUT: _("signed out"),
    AuditAct.SIGNED_OUT_ELSEWHERE: _("signed out another browser"),
    AuditAct.MAIL_ASKED: _("asked for another mail address"),
    AuditAct.MAIL_CHANGED: _("changed the mail address"),
    AuditAct.NAME_MENDED: _("corrected the name"),
    AuditAct.ACCOUNTS_JOINED: _("joined two accounts of one person"),
    AuditAct.SECOND_STEP_REFUSED: _("wasn’t let in: the second step was wrong"),
    AuditAct.SECOND_STEP_ADDED: _("added a second step to the sign-in"),
    AuditAct.SECOND_STEP_REMOVED: _("removed a second step of the sign-in"),
    AuditAct.SECOND_STEP_RESET: _("removed every second step of the sign-in"),
    AuditAct.RECOVERY_CODES_MADE: _("made new recovery codes"),
    AuditAct.RECOVERY_CODE_USED: _("used a recovery code"),
    AuditAct.ATTEMPT_GRANTED: _("gave one more attempt at a quiz"),
    AuditAct.CONTACT_SET: _("said whom people turn to"),
    AuditAct.PASSWORD_SET: _("set a new password"),
    AuditAct.MAIL_LINK_ASKED: _("asked for a letter to sign in with"),
    AuditAct.PROVIDER_JOINED: _("connected the account to a sign-in provider"),
    AuditAct.PROVIDER_PARTED: _("disconnected the account from its sign-in provider"),
    AuditAct.PROVIDER_REFUSED: _("wasn’t let in by a sign-in provider"),
    AuditAct.PROVIDER_GAVE_ROLES: _("gave roles at the sign-in"),
    AuditAct.PROVIDER_TOOK_ROLES: _("removed roles at the sign-in"),
    AuditAct.PROVIDER_LEFT_SEAT: _("left a seat in a pair without its role at the sign-in"),
    AuditAct.PROVIDER_PUT_IN_TEAM: _("added to the team at the sign-in"),
    AuditAct.PROVIDER_MADE_LEADER: _("made leader of the team at the sign-in"),
    AuditAct.PROVIDER_TOOK_OUT: _("removed from the team at the sign-in"),
    AuditAct.PROVIDER_SIGNED_OUT: _("ended a sign-in"),
    AuditAct.CLAIM_NOT_TAKEN: _("wanted to change what can’t be changed; nothing was done"),
    AuditAct.PASSWORD_FORGOTTEN: _("asked for a link for a new password"),
    AuditAct.ACCOUNT_MADE: _("made an account"),
    AuditAct.PEOPLE_BROUGHT_IN: _("imported people"),
    AuditAct.TEAM_MADE: _("made a team"),
    AuditAct.BEST_NAMED: _("named what somebody is best at"),
    AuditAct.PAIR_PROPOSED: _("proposed a pair"),
    AuditAct.PAIR_FORMED: _("formed a pair"),
    AuditAct.PAIR_BEGAN: _("was the second to say yes to a pair"),
    AuditAct.PAIR_PAUSED: _("paused a pair"),
    AuditAct.PAIR_RESUMED: _("resumed a pair"),
    AuditAct.PAIR_ENDED: _("ended a pair"),
    AuditAct.COURSE_GIVEN: _("assigned a course"),
    AuditAct.COURSE_MOVED: _("moved the date of a course"),
    AuditAct.COURSE_RENEWAL: _("changed how often a course repeats"),
    AuditAct.COURSE_TAKEN_BACK: _("withdrew a course"),
    AuditAct.HALF_SET_COMPLETE: _("marked a half as done"),
    AuditAct.GOAL_PROPOSED: _("proposed a shared goal"),
    AuditAct.GOAL_AGREED: _("said yes to a shared goal"),
    AuditAct.GOAL_WITHDRAWN: _("withdrew a proposed goal"),
    AuditAct.READINGS_RECORDED: _("recorded figures of a shared goal"),
    AuditAct.COURSE_OPENED: _("opened a course for assigning"),
    AuditAct.COURSE_ARCHIVED: _("archived a course"),
    AuditAct.LESSON_BEGUN: _("began a course or a module"),
    AuditAct.LESSON_SAVED: _("saved a lesson"),
    AuditAct.TRANSLATION_SAVED: _("saved a translation"),
    AuditAct.LESSONS_PUBLISHED: _("published"),
    AuditAct.LESSON_WITHDRAWN: _("withdrew a module"),
    AuditAct.REVISION_RESTORED: _("restored an earlier revision"),
    AuditAct.LESSONS_REORDERED: _("put modules into another order"),
    AuditAct.LESSONS_IMPORTED: _("imported lessons"),
    AuditAct.PICTURE_ADDED: _("added an image"),
    AuditAct.REMARK_ANSWERED: _("answered a remark"),
    AuditAct.SIGN_INS_ENDED: _("signed out every browser of the account"),
    AuditAct.EXPORTED: _("downloaded a file"),
    AuditAct.LETTER_SENT_AGAIN: _("sent a letter again"),
    AuditAct.TEST_LETTER: _("sent a test letter"),
    AuditAct.SETTING_CHANGED: _("changed a setting"),
    AuditAct.BACKED_UP: _("made a backup"),
    AuditAct.RESTORED: _("restored a backup"),
    AuditAct.SAMPLE_LOADED: _("loaded the sample team"),
    AuditAct.SAMPLE_REMOVED: _("removed the sample team"),
    AuditAct.TOKEN_MADE: _("made a token for the company’s directory"),
    AuditAct.TOKEN_ENDED: _("ended a token of the company’s directory"),
    AuditAct.TEAM_RENAMED: _("gave a team another name"),
    AuditAct.TEAM_PUT_AWAY: _("deleted a team from the directory"),
    AuditAct.TEAM_LEADERLESS: _("left a team without a leader"),
    AuditAct.SCIM_REFUSED: _("asked for something that wasn’t done"),
    DirectoryFault.LAST_ADMINISTRATOR: _("the last administrator stays"),
    DirectoryFault.EMERGENCY_ADMINISTRATOR: _("the emergency administrator stays"),
    DirectoryFault.ONLY_LEADER: _("nobody else leads the team"),
    DirectoryFault.ADDRESS_TAKEN: _("somebody has that mail address already"),
    DirectoryFault.NAME_TAKEN: _("somebody is called so in the directory already"),
    DirectoryFault.NO_ADDRESS: _("no mail address"),
    DirectoryFault.UNKNOWN_ROLE: _("no such role"),
    DirectoryFault.UNKNOWN_MEMBER: _("no such person"),
    DirectoryFault.TEAM_NAME_TAKEN: _("a team has that name already"),
    DirectoryFault.NO_TEAM_NAME: _("a team without a name"),
    Together.NOBODY_YET: _("Nobody yet"),
    Together.WAITING_FOR_REP: _("Waiting for [rep]"),
    Together.WAITING_FOR_SUPPORT: _("Waiting for [support]"),
    Together.BOTH_DONE: _("Both done"),
    Stage.BEGUN: _("Begun"),
    PairState.PROPOSED: _("Proposed"),
    PairState.ACTIVE: _("Active"),
    PairState.PAUSED: _("Paused"),
    PairState.ENDED: _("Ended"),
    Fit.GOOD: _("Good"),
    Fit.UNDECIDED: _("Undecided"),
    Fit.NOT_GOOD: _("Not good"),
    Asked.WORTH: _("Was this worth your time?"),
    Asked.USE: _("Will you use something of it this week?"),
    Answered.YES: _("Yes"),
    Answered.RATHER_YES: _("Rather yes"),
    Answered.RATHER_NO: _("Rather no"),
    Answered.NO: _("No"),
    Better.HIGHER: _("Higher is better"),
    Better.LOWER: _("Lower is better"),
    Period.BEFORE: _("Before the baseline"),
    Period.BASELINE: _("Baseline"),
    Period.SINCE: _("Since then"),
    Stall.NO_FIRST_STEP: _("No first step yet"),
    Stall.NO_MOVEMENT: _("No movement"),
    Stall.SEALED_WAITS: _("A sealed answer waits"),
    Step.READ: _("Read"),
    Step.PRACTICE: _("Scene"),
    Step.QUIZ: _("Quiz"),
    Step.TOGETHER: _("Together"),
    StepKind.REFLECTION: _("A thought"),
    StepKind.SEALED: _("Sealed until both have answered"),
    StepKind.GUESS: _("A guess"),
    StepKind.SCALE: _("A scale for both"),
    StepKind.AGREEMENT: _("An agreement"),
    StepKind.THANKS: _("A thank you"),
    StepKind.TALKED: _("A talk"),
    StepKind.CHOICE: _("Two choices"),
    StepKind.HANDOVER: _("A hand-over"),
    StepKind.SCENE: _("A scene for two"),
    StepKind.PLAN: _("A plan of your own"),
    PlanCheck.AFTER_TWO: _("After two working days"),
    PlanCheck.AFTER_TEN: _("After ten working days"),
    PlanSaid.DID_IT: _("Did it"),
    PlanSaid.NOT_YET: _("Not yet"),
    PlanSaid.CHANGED: _("Changed it"),
    PulseTime.START: _("At the start"),
    PulseTime.END: _("At the end"),
    PulseTime.LATER: _("After 90 days"),
}


def words(value: StrEnum) -> str:
    """A state, a role or a step in words."""
    return once_said(f"{type(value).__name__}.{value}", lambda: str(WORDS[value]))


def spoken(message: str) -> str:
    """A message of the checker in the reader's language; any other text unchanged."""
    if not isinstance(message, Message) or not message.text:
        return message
    values = {name: value_words(value) for name, value in message.values.items()}
    num = message.values.get("num")
    if message.plural and isinstance(num, int):
        values.pop("num")
        return str(ngettext(message.text, message.plural, num, **values))
    return str(gettext(message.text, **values))


def spoken_in(message: str, language: str) -> str:
    """A message such as it goes into a file of that language; in English where no page is in it."""
    with force_locale(language_of_starters(language)):
        return spoken(message)


def value_words(value: Value) -> str:
    """A value in a sentence; a message or a number is put into the reader's language."""
    if isinstance(value, str):
        return spoken(value)
    return str(format_decimal(value)) if value >= LARGE else str(value)


def promise_words(promise: Promise, *, partner: str) -> str:
    """Who will read what is typed into a field: said before, and kept."""
    match promise:
        case Promise.OWN:
            return str(gettext("Only you will read this."))
        case Promise.PAIR:
            return str(gettext("You and %(name)s will read this, nobody else.", name=partner))
        case Promise.BOTH:
            text = gettext(
                "%(name)s will read this once both of you have answered, nobody else.", name=partner
            )
            return str(text[:1].upper() + text[1:])
        case Promise.APART:
            text = gettext(
                "Once both have answered, you and %(name)s see where you are two or more steps"
                " apart. Nobody else sees anything.",
                name=partner,
            )
            return str(text)
        case Promise.APART_AND_MEANS:
            text = gettext(
                "Once both have answered, you and %(name)s see where you are two or more steps"
                " apart. Nobody else sees an answer. Whoever leads your team sees only averages of"
                " five pairs and more, and how sure they are.",
                name=partner,
            )
            return str(text)


def once_said(key: str, say: Callable[[], str]) -> str:
    """A text that a page shows many times, translated once in a request."""
    translated: dict[str, str] = g.setdefault("said", {})
    if key not in translated:
        translated[key] = say()
    return translated[key]


def former_colleague() -> str:
    """What is said where the name of somebody stood who is erased. Outside requests and letters
    nobody reads it."""
    return str(gettext("Former colleague")) if has_request_context() else IN_ENGLISH


def init_app(app: Flask) -> None:
    """Give the templates `words`, `spoken` and `promise_words`, and names that are erased words."""
    ERASED_NAME.said = former_colleague
    app.add_template_filter(words)
    app.add_template_filter(spoken)
    app.add_template_filter(spoken_in)
    app.add_template_global(promise_words)
