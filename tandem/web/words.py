"""How is a word of the glossary said to a reader? Alike on the screen and in a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from flask import Flask, g
from flask_babel import format_decimal, gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from tandem.content.lesson import StepKind
from tandem.content.said import LARGE, Said, Value
from tandem.rules.evidence import Period
from tandem.terms import (
    AccountState,
    Answered,
    Asked,
    Better,
    Fit,
    PairState,
    Promise,
    Role,
    Stall,
    Step,
    Together,
)
from tandem.web.clock import day

_ = lazy_gettext
ROLES: dict[StrEnum, LazyString] = {
    Role.REP: _("Rep"),
    Role.SUPPORT: _("Support"),
    Role.LEADER: _("Leader"),
    Role.TRAINER: _("Trainer"),
    Role.ADMIN: _("Administrator"),
}
WORDS: dict[StrEnum, LazyString] = {
    **ROLES,
    AccountState.JOINED: _("has joined"),
    AccountState.INVITED: _("invited, not here yet"),
    AccountState.CLOSED: _("account closed"),
    Together.NOBODY_YET: _("Nobody yet"),
    Together.WAITING_FOR_REP: _("Waiting for rep"),
    Together.WAITING_FOR_SUPPORT: _("Waiting for support"),
    Together.BOTH_DONE: _("Both done"),
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
    Stall.NO_MOVEMENT: _("Nothing has moved"),
    Stall.SEALED_WAITS: _("A sealed answer waits"),
    Step.READ: _("Read"),
    Step.QUIZ: _("Quiz"),
    Step.TOGETHER: _("Together"),
    StepKind.REFLECTION: _("A thought"),
    StepKind.SEALED: _("Sealed until both have answered"),
    StepKind.GUESS: _("A guess"),
    StepKind.SCALE: _("A scale for both"),
    StepKind.AGREEMENT: _("An agreement"),
    StepKind.THANKS: _("A thank you"),
    StepKind.TALKED: _("A talk"),
}


def words(value: StrEnum) -> str:
    """A state, a role or a step in words."""
    return once_said(f"{type(value).__name__}.{value}", lambda: str(WORDS[value]))


def spoken(said: str) -> str:
    """What the checker says, in the reader's language. A mere text stays what it is."""
    if not isinstance(said, Said) or not said.text:
        return said
    values = {name: value_words(value) for name, value in said.values.items() if name != "num"}
    num = said.values.get("num")
    if said.plural and isinstance(num, int):
        return str(ngettext(said.text, said.plural, num, **values))
    return str(gettext(said.text, **values))


def value_words(value: Value) -> str:
    """What a sentence was filled with; it may be something said itself."""
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
            said = gettext(
                "%(name)s will read this once both of you have answered, nobody else.", name=partner
            )
            return str(said)
        case Promise.APART:
            said = gettext(
                "Once both have answered, you and %(name)s see what lies two or more steps apart."
                " Nobody else sees anything.",
                name=partner,
            )
            return str(said)
        case Promise.APART_AND_MEANS:
            said = gettext(
                "Once both have answered, you and %(name)s see what lies two or more steps apart."
                " Nobody else sees an answer. Whoever leads your team sees only averages of five"
                " pairs and more, and how sure they are.",
                name=partner,
            )
            return str(said)


class HalfLike(Protocol):
    """What is said of a half needs to know this of it."""

    @property
    def steps(self) -> Mapping[Step, datetime]:
        """The moment of each step that is done."""

    @property
    def shared(self) -> tuple[int, int]:
        """How many of how many steps for two are done."""

    @property
    def finished_at(self) -> datetime | None:
        """From when on it is complete."""

    @property
    def learned_at(self) -> datetime | None:
        """From when on it is complete by what was done."""

    @property
    def set_by(self) -> str:
        """The leader who set it complete; empty where nobody did."""

    @property
    def done_before(self) -> datetime | None:
        """When it was last completed in an earlier round."""

    @property
    def next_step(self) -> Step | None:
        """What is next in it."""


def half_words(half: HalfLike) -> str:
    """What one partner has done in a module: `Done on 2 Mar 2026`, `Read on 1 Mar 2026`, `Open`.

    Where some of the steps for two are done it says `Together 1 of 3`; where a leader set the half
    complete, who and when; where it was completed in an earlier round, when.
    """
    said = finished_words(half, half.finished_at) if half.finished_at else open_words(half)
    if half.done_before is None:
        return said
    before = gettext("completed before on %(day)s", day=day(half.done_before))
    return f"{said}, {before}"


def open_words(half: HalfLike) -> str:
    """What is done in a half that is not complete."""
    done, of = half.shared
    if not half.steps and not done:
        return once_said("open", lambda: str(gettext("Open")))
    said = [
        gettext("%(step)s on %(day)s", step=words(step), day=day(at))
        for step, at in half.steps.items()
    ]
    if 0 < done < of:
        said.append(gettext("Together %(done)s of %(of)s", done=done, of=of))
    return ", ".join(said) if said and half.next_step is not None else str(gettext("Open"))


def finished_words(half: HalfLike, finished_at: datetime) -> str:
    """When a half was completed, and who set it complete where a leader did."""
    if not half.set_by:
        return done_words(day(finished_at))
    said = gettext("Set complete on %(day)s by %(name)s", day=day(finished_at), name=half.set_by)
    return f"{said}, {done_later(half.learned_at)}" if half.learned_at else str(said)


def done_later(learned_at: datetime) -> str:
    """When somebody did themselves what had been set complete."""
    return str(gettext("done on %(day)s", day=day(learned_at)))


def done_words(day_written: str) -> str:
    """When a half was completed."""
    return once_said(day_written, lambda: str(gettext("Done on %(day)s", day=day_written)))


def once_said(key: str, say: Callable[[], str]) -> str:
    """What is said again and again on a page, translated once in a request."""
    said: dict[str, str] = g.setdefault("said", {})
    if key not in said:
        said[key] = say()
    return said[key]


def init_app(app: Flask) -> None:
    """Give the templates `words`, `spoken`, `half_words` and `promise_words`."""
    app.add_template_filter(words)
    app.add_template_filter(spoken)
    app.add_template_global(half_words)
    app.add_template_global(promise_words)
