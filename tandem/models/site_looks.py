"""Which version of the site's own look is shown, and what is in it?"""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tandem.content.own_words import NAME, OURS, OwnWords
from tandem.figures.accents import Accents, accents
from tandem.models.site_identity import SiteIdentity
from tandem.terms import Role


@dataclass(frozen=True)
class SiteLook:
    """A version of it. `id` is 0 where there is none; `colors` only where the site has its own."""

    id: int = 0
    turn: int = 0
    words: OwnWords = OURS
    colors: Accents | None = None
    logo_sha: str = ""


PLAIN = SiteLook()


def latest_turn() -> Select[tuple[int | None]]:
    """The query for the turn of the version that is shown; none where nothing was chosen."""
    return select(func.max(SiteIdentity.turn))


def look_of_turn(session: Session, turn: int) -> SiteLook:
    """The version with that turn. One query."""
    row = session.scalar(select(SiteIdentity).where(SiteIdentity.turn == turn))
    return look_of(row) if row else PLAIN


def look_now(session: Session) -> SiteLook:
    """The version that is shown. Two queries."""
    return look_of_turn(session, session.scalar(latest_turn()) or 0)


def look_of(row: SiteIdentity) -> SiteLook:
    """What is in a row."""
    by_language = json.loads(row.words)
    chosen = json.loads(row.colors)
    return SiteLook(
        id=row.id,
        turn=row.turn or 0,
        words=OwnWords(
            row.name or NAME,
            {
                language: {Role(role): forms for role, forms in roles.items()}
                for language, roles in by_language.items()
            },
        ),
        colors=accents(**chosen) if chosen else None,
        logo_sha=row.logo_sha,
    )
