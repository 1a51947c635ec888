"""How does a letter let somebody in? By a link or a code, once, in the browser that asked."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from tandem.models import SignInLink, Ticket
from tandem.models.tokens import hash_of

LIFETIME = timedelta(minutes=15)
# Without signs that look alike: 39 bits, of which somebody may try five.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 2, 4
MOST_MISSES = 5


@dataclass(frozen=True)
class LinkKeys:
    """What the letter holds."""

    token: str
    code: str


def new_browser() -> str:
    """What a browser is to hold, so that links belong to it."""
    return secrets.token_urlsafe(24)


def make(session: Session, person_id: int, *, browser: str, now: datetime) -> LinkKeys:
    """A link and a code for one browser. Those that others have asked for go on working."""
    forget_old(session, now=now)
    keys = LinkKeys(secrets.token_urlsafe(24), new_code())
    session.add(
        SignInLink(
            person_id=person_id,
            token_hash=hash_of(keys.token),
            browser_hash=hash_of(browser),
            code_hash=code_hash(keys.code, browser),
            expires_at=now + LIFETIME,
        )
    )
    return keys


def link_by_token(session: Session, token: str, *, now: datetime) -> SignInLink | None:
    """What a link of a letter stands for, in whichever browser it is opened."""
    query = select(SignInLink).where(
        SignInLink.token_hash == hash_of(token),
        SignInLink.used_at.is_(None),
        SignInLink.expires_at > now,
    )
    return session.scalars(query).one_or_none()


def link_by_code(session: Session, code: str, *, browser: str, now: datetime) -> SignInLink | None:
    """What a typed code stands for. One that fits none is counted, and five end them all."""
    own = (
        SignInLink.browser_hash == hash_of(browser),
        SignInLink.used_at.is_(None),
        SignInLink.expires_at > now,
        SignInLink.misses < MOST_MISSES,
    )
    fits = SignInLink.code_hash == code_hash(code, browser)
    link = session.scalars(select(SignInLink).where(*own, fits).limit(1)).one_or_none()
    if link is None:
        missed = update(SignInLink).where(*own).values(misses=SignInLink.misses + 1)
        session.execute(missed.execution_options(synchronize_session=False))
    return link


def belongs_to(link: SignInLink, browser: str) -> bool:
    """Was it asked for in this browser?"""
    return bool(browser) and secrets.compare_digest(link.browser_hash, hash_of(browser))


def use(session: Session, link: SignInLink, *, now: datetime) -> bool:
    """Use it up. False where another request was faster."""
    used = session.execute(
        update(SignInLink)
        .where(SignInLink.id == link.id, SignInLink.used_at.is_(None))
        .values(used_at=now)
        .returning(SignInLink.id)
    )
    return used.first() is not None


def withdraw(session: Session, person_id: int, *, now: datetime) -> None:
    """No link lets this person in any more, or into a new password."""
    session.execute(delete(SignInLink).where(SignInLink.person_id == person_id))
    session.execute(
        update(Ticket)
        .where(Ticket.person_id == person_id, Ticket.used_at.is_(None))
        .values(used_at=now)
    )


def forget_old(session: Session, *, now: datetime) -> None:
    """Delete what lets nobody in any more."""
    session.execute(delete(SignInLink).where(SignInLink.expires_at <= now))


def new_code() -> str:
    """A code as it stands in the letter: `k7xm-2dfw`."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(GROUP)) for _ in range(GROUPS))


def code_hash(code: str, browser: str) -> str:
    """The hash of a code however it was typed, made with what the browser holds."""
    written = "".join(sign for sign in code.casefold() if sign in SIGNS)
    return hash_of(f"{written} {browser}")
