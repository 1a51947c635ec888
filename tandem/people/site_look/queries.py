"""Which versions of the site's look are there?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from tandem.models import SiteIdentity
from tandem.models.site_looks import SiteLook, look_of
from tandem.people.site_look.actions import Logo
from tandem.people.site_look.choices import field_of
from tandem.terms import Role


@dataclass(frozen=True)
class EarlierLook:
    """A version that is or was shown."""

    id: int
    name: str
    made_at: datetime
    is_shown: bool


def earlier(session: Session) -> list[EarlierLook]:
    """Every version that was chosen, the shown one first. One query."""
    query = (
        select(SiteIdentity)
        .where(SiteIdentity.turn.is_not(None))
        .order_by(SiteIdentity.turn.desc())
    )
    rows = session.scalars(query).all()
    return [
        EarlierLook(row.id, row.name, row.made_at, is_shown=place == 0)
        for place, row in enumerate(rows)
    ]


def look(session: Session, look_id: int) -> SiteLook:
    """A version, chosen or only looked at. Raises NoResultFound."""
    return look_of(session.get_one(SiteIdentity, look_id))


def version(session: Session, look_id: int) -> SiteLook | None:
    """The same, or nothing where there is none."""
    row = session.get(SiteIdentity, look_id)
    return look_of(row) if row else None


def logo_of(session: Session, look_id: int) -> Logo | None:
    """The logo of a version."""
    row = session.scalar(
        select(SiteIdentity).where(SiteIdentity.id == look_id).options(undefer(SiteIdentity.logo))
    )
    return Logo(row.logo_sha, row.logo_type, row.logo) if row and row.logo else None


def typed(session: Session, look_id: int) -> dict[str, str]:
    """What the fields of the form hold for a version; nothing where there is none."""
    row = session.get(SiteIdentity, look_id) if look_id else None
    if row is None:
        return {}
    words: dict[str, dict[str, dict[str, str]]] = json.loads(row.words)
    fields = {
        field_of(language, Role(role), form): text
        for language, roles in words.items()
        for role, forms in roles.items()
        for form, text in forms.items()
    }
    return {"name": row.name, **fields, **json.loads(row.colors)}
