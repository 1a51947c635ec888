"""How is a value said in the readable copy that is a short name in its column?"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from flask_babel import get_locale

from tandem.content.lesson import StepKind
from tandem.content.messages import Message, say
from tandem.terms import Role
from tandem.web.language_names import NAMES
from tandem.web.words import WORDS, spoken, words
from tandem.working_time import days_of

VALUES: dict[str, dict[str, Message]] = {
    "answer": {
        "yes": say("Yes"),
        "no": say("No"),
        "talk": say("You wanted to talk first"),
        "withdrawn": say("Withdrawn"),
    },
    "channel": {
        "talk": say("In a call or face to face"),
        "write": say("In writing"),
        "any": say("It makes no difference"),
    },
    "face": {"own": say("Your own"), "other": say("Your partner’s, as you guessed")},
    "how": {
        "steps": say("By all its steps"),
        "edit": say("By an edit that asked for no more than was done"),
        "override": say("Marked as done by a leader"),
        "both": say("Once both had answered"),
        "early": say("Shared early by whoever wrote it"),
    },
    "issuer": {
        "leader": say("Leader"),
        "admin": say("Administrator"),
        "command": say("From the command line"),
    },
    "kind": {
        "asked": say("Asked for by you"),
        "invitation": say("An invitation"),
        "notice": say("A notice"),
        "daily": say("The daily letter"),
    },
    "likes": {
        "yes": say("Yes, that is where it gets interesting"),
        "sometimes": say("Sometimes, it depends"),
        "no": say("Not really"),
    },
    "planning": {
        "ahead": say("I plan ahead"),
        "at_once": say("I act at once"),
        "any": say("A bit of both"),
    },
    "purpose": {
        "setup": say("To set up the site"),
        "invite": say("To join"),
        "password": say("For a new password"),
    },
    "quiz_view": {
        "auto": say("One question at a time on a phone"),
        "one": say("Always one question at a time"),
        "all": say("All questions on one page"),
    },
    "rhythm": {
        "early": say("Early in the day"),
        "late": say("Later in the day"),
        "any": say("It makes no difference"),
    },
    "state": {"draft": say("Draft"), "open": say("Open"), "archived": say("Archived")},
}
KINDS = frozenset(StepKind)
ROLES = frozenset(Role)


def value_said(column: str, value: str) -> str:
    """A short name in words; any other text as it is."""
    known = VALUES.get(column, {}).get(value)
    if known is not None:
        return spoken(known)
    match column:
        case "role" | "role_names":
            return ", ".join(map(role_said, value.split(",")))
        case "kind" if value in KINDS:
            return words(StepKind(value))
        case "language":
            return NAMES.get(value, value)
        case "days":
            return ", ".join(days_said(value))
        case _:
            return words(value) if isinstance(value, StrEnum) and value in WORDS else value


def role_said(name: str) -> str:
    """A role by the site's own word."""
    return words(Role(name)) if name in ROLES else name


def days_said(marks: str) -> Iterator[str]:
    """The days of a week that are marked, in the reader's language."""
    names = get_locale().days["format"]["wide"]
    return (names[day] for day in sorted(days_of(marks)) if day in names)
