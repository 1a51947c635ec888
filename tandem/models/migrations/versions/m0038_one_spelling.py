"""One spelling of mail addresses and names; accounts that would become one stay two"""

from __future__ import annotations

import logging
import re
import unicodedata
from contextlib import suppress

import sqlalchemy as sa
from alembic import op
from email_validator import EmailNotValidError, validate_email

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

log = logging.getLogger(__name__)
BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
JOINER_IN_PLACE = re.compile("(?<=[\u0600-\u0dff])[\u200c\u200d]")
person = sa.table(
    "person",
    *(sa.column(name) for name in ("id", "email", "given_name", "surname", "password_hash")),
)
team = sa.table("team", sa.column("id"), sa.column("name"))


def upgrade() -> None:
    """Bring the rows to one spelling. Nothing is joined: who has an address keeps it."""
    connection = op.get_bind()
    rows = connection.execute(sa.select(person).order_by(person.c.id)).all()
    owners: dict[str, list[sa.Row[int]]] = {}
    for row in rows:
        owners.setdefault(address(row.email), []).append(row)
    for email, same in owners.items():
        first = min(same, key=lambda row: (row.email != email, not row.password_hash, row.id))
        for row in same:
            kept = email if row is first else row.email
            change(
                person, row, email=kept, given_name=name(row.given_name), surname=name(row.surname)
            )
        if len(same) > 1:
            ids = ", ".join(str(row.id) for row in same)
            log.warning("accounts at what is one mail address, left as they are: %s", ids)
    for row in connection.execute(sa.select(team).order_by(team.c.id)).all():
        change(team, row, name=name(row.name))


def change(table: sa.TableClause, row: sa.Row[int], **values: str) -> None:
    """Write what differs."""
    new = {key: value for key, value in values.items() if value != row._mapping[key]}
    if new:
        op.get_bind().execute(sa.update(table).where(table.c.id == row.id).values(new))


def address(text: str) -> str:
    """An address in the spelling of this revision."""
    typed = seen(text)
    with suppress(EmailNotValidError):
        typed = validate_email(typed, check_deliverability=False).normalized
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", typed).lower())


def name(text: str) -> str:
    """A name in the spelling of this revision; one that nobody could see stays."""
    places = {match.start() for match in JOINER_IN_PLACE.finditer(" ".join(text.split()))}
    return unicodedata.normalize("NFC", seen(text, keep=places)) or text


def seen(text: str, *, keep: set[int] | frozenset[int] = frozenset()) -> str:
    """The text without signs that nobody sees; those at the places to keep stay."""
    words = " ".join(text.split())
    kept = (sign for place, sign in enumerate(words) if place in keep or is_seen(sign))
    return " ".join("".join(kept).split())


def is_seen(sign: str) -> bool:
    """Does it take a place?"""
    is_selector = "\ufe00" <= sign <= "\ufe0f"
    is_unseen = sign in BLANK_LETTERS or is_selector
    return not is_unseen and unicodedata.category(sign) not in {"Cf", "Cc"}


def downgrade() -> None:
    """The spelling stays: it says the same."""
