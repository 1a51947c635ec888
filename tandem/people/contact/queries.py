"""Whom does this site name for when it is no longer a habit?"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import SiteContact

ELSE = "en"


@dataclass(frozen=True)
class ShownContact:
    """What an administrator wrote, and the language it is in."""

    text: str
    language: str


def contacts(session: Session) -> dict[str, str]:
    """What is set, by language. One query."""
    query = select(SiteContact).order_by(SiteContact.language)
    return {row.language: row.text for row in session.scalars(query)}


def contact_in(session: Session, language: str) -> ShownContact | None:
    """What is set for readers of a language: in theirs, else in English, else in whichever.

    One query.
    """
    known = contacts(session)
    code = next((code for code in (language, ELSE, *known) if code in known), None)
    return ShownContact(known[code], code) if code else None
