"""Which pages of the help are there, for whom, and what do they say?"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _

from tandem.content.rendering.html import rendered_text
from tandem.terms import SEATS, Role

PAGES = Path(__file__).parent / "pages"
EVERYBODY = frozenset(Role)


@dataclass(frozen=True)
class Topic:
    """A page of the help: its name in the address, its title, and the roles it is for."""

    name: str
    title: Any
    roles: frozenset[Role] = EVERYBODY


TOPICS = (
    Topic("how-it-works", _("How [Tandem] works")),
    Topic("for-two", _("What the two of you do"), frozenset(SEATS)),
    Topic("leading", _("See how your pairs are doing"), frozenset({Role.LEADER})),
    Topic("teams", _("Build a team"), frozenset({Role.LEADER})),
    Topic("writing", _("Write a lesson"), frozenset({Role.TRAINER, Role.ADMIN})),
    Topic("publishing", _("Publish and learn from answers"), frozenset({Role.TRAINER, Role.ADMIN})),
    Topic("running", _("Run the site"), frozenset({Role.ADMIN})),
    Topic("who-sees-what", _("Who sees what")),
    Topic("account", _("Your account and your mail")),
)


def topics_for(roles: Set[Role]) -> tuple[Topic, ...]:
    """The pages for whoever holds these roles."""
    return tuple(topic for topic in TOPICS if topic.roles == EVERYBODY or topic.roles & roles)


@cache
def text_of(name: str, language: str) -> str:
    """A page as HTML, without its title; in English where it is not there in that language."""
    path = PAGES / language / f"{name}.md"
    if not path.exists():
        path = PAGES / "en" / f"{name}.md"
    _title, _, text = path.read_text("utf-8").partition("\n")
    return rendered_text(text, picture_address=str)


def language_of(name: str, language: str) -> str:
    """The language in which a page is there for readers of that one."""
    return language if (PAGES / language / f"{name}.md").exists() else "en"
