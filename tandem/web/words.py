"""How is a word of the glossary said to a reader? Alike on the screen and in a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from flask import Flask
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from tandem.terms import PairState, Role, Step, Together
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
    Together.NOBODY_YET: _("Nobody yet"),
    Together.WAITING_FOR_REP: _("Waiting for rep"),
    Together.WAITING_FOR_SUPPORT: _("Waiting for support"),
    Together.BOTH_DONE: _("Both done"),
    PairState.PROPOSED: _("Proposed"),
    PairState.ACTIVE: _("Active"),
    PairState.PAUSED: _("Paused"),
    PairState.ENDED: _("Ended"),
    Step.READ: _("Read"),
    Step.QUIZ: _("Quiz"),
}


def words(value: StrEnum) -> str:
    """A state, a role or a step in words."""
    return str(WORDS[value])


def half_words(
    steps: Mapping[Step, datetime], *, finished_at: datetime | None, next_step: Step | None
) -> str:
    """What one partner has done in a module: `Done on 2 Mar 2026`, `Read on 1 Mar 2026`, `Open`."""
    if finished_at is not None:
        return str(gettext("Done on %(day)s", day=day(finished_at)))
    if next_step is None or not steps:
        return str(gettext("Open"))
    return ", ".join(
        gettext("%(step)s on %(day)s", step=words(step), day=day(at)) for step, at in steps.items()
    )


def init_app(app: Flask) -> None:
    """Give the templates `words` and `half_words`."""
    app.add_template_filter(words)
    app.add_template_global(half_words)
