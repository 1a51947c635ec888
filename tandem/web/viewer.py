"""Who is looking? The signed-in person as a plain value, read once in a request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from flask import Flask, current_app, g
from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from tandem.models import Person, PersonRole, SignIn
from tandem.models.rows import full_name, rows
from tandem.models.site_looks import latest_turn
from tandem.models.tokens import hash_of
from tandem.terms import QuizView, Role
from tandem.web import clock, db

# When somebody was seen is noted no finer than that.
SEEN_EVERY = timedelta(minutes=5)
SEEN = "sign_ins_seen"
# What of a person's row a request knows.
OF_PERSON = (
    "id", "given_name", "surname", "email", "time_zone", "language", "quiz_view", "is_active",
    "is_sample", "password_hash", "has_second_step", "second_step_asked_at",
)  # fmt: skip


@dataclass(frozen=True)
class Viewer(UserMixin):  # type: ignore[misc]  # flask_login is untyped
    """A signed-in person, in the browser of the row `sign_in_id`; `token` is what its cookie holds.

    `proved_at` is when they last showed who they are.
    """

    id: int
    name: str
    email: str
    roles: frozenset[Role]
    time_zone: str
    language: str
    quiz_view: QuizView
    is_sample: bool
    has_password: bool
    has_second_step: bool
    second_step_asked_at: datetime | None
    sign_in_id: int
    # By which provider they came; empty for any other way.
    provider: str
    proved_at: datetime
    # Which version of the site's own look is shown (`web/site_identity.py`); 0 for ours.
    site_turn: int
    token: str = field(repr=False)

    def get_id(self) -> str:
        """What the session cookie keeps."""
        return self.token

    def holds(self, *roles: Role) -> bool:
        """Has the person one of these roles?"""
        return bool(self.roles.intersection(roles))


@contextmanager
def looking_beside(person: Person) -> Iterator[None]:
    """Beside the requests, look with somebody's eyes: in their zone, with their roles now, and at
    lessons in their language.

    There must be a context of a request; nobody is signed in by it.
    """
    g._login_user = viewer_of(person, person.roles, sign_in_id=0, proved_at=person.created_at)
    before = db.session().info.get("language")
    db.read_in(person.language)
    try:
        yield
    finally:
        db.read_in(before)
        g.pop("_login_user", None)


def viewer() -> Viewer:
    """The signed-in person of this request. Only for views that visitors cannot open."""
    who: Viewer = g._login_user if "_login_user" in g else current_user._get_current_object()
    return who


def viewer_of(
    person: Person | Row[Any],
    roles: Iterable[Role],
    *,
    sign_in_id: int,
    proved_at: datetime,
    provider: str | None = None,
    site_turn: int | None = None,
    token: str = "",
) -> Viewer:
    """The viewer that a person is in one browser; `person` may be a row with OF_PERSON."""
    return Viewer(
        id=person.id,
        name=full_name(person),
        email=person.email,
        roles=frozenset(roles),
        time_zone=person.time_zone,
        language=person.language,
        quiz_view=person.quiz_view,
        is_sample=person.is_sample,
        has_password=person.password_hash is not None,
        has_second_step=person.has_second_step,
        second_step_asked_at=person.second_step_asked_at,
        sign_in_id=sign_in_id,
        provider=provider or "",
        proved_at=proved_at,
        site_turn=site_turn or 0,
        token=token,
    )


def viewer_by_token(session: Session, token: str, *, now: datetime) -> Viewer | None:
    """Whom a session cookie lets in: neither closed nor ended, not idle too long nor too old."""
    found = rows(session, signed_in_by(), {"token_hash": hash_of(token)})
    if not found or not found[0].is_active or not is_open(found[0], now=now):
        return None
    row = found[0]
    note_seen(row.sign_in_id, row.seen_at, now=now)
    return viewer_of(
        row,
        (each.role for each in found if each.role),
        sign_in_id=row.sign_in_id,
        proved_at=row.proved_at,
        provider=row.provider,
        site_turn=row.site_turn,
        token=token,
    )


@cache
def signed_in_by() -> Select[Any]:
    """The sign-in of a `token_hash`, and whose it is: a row for each of their roles.

    Every request asks it: it is built once, and gives bare rows.
    """
    return (
        select(
            SignIn.id.label("sign_in_id"),
            SignIn.created_at,
            SignIn.seen_at,
            SignIn.proved_at,
            SignIn.provider,
            *(getattr(Person, name) for name in OF_PERSON),
            PersonRole.role,
            latest_turn().scalar_subquery().label("site_turn"),
        )
        .join(Person, Person.id == SignIn.person_id)
        .outerjoin(PersonRole, PersonRole.person_id == Person.id)
        .where(SignIn.token_hash == bindparam("token_hash"))
        .order_by(PersonRole.role)
    )


def is_open(sign_in: Row[Any], *, now: datetime) -> bool:
    """Does it let anybody in, by its age and by when it was used last?"""
    idle, age = lifetimes(current_app)
    return bool(now - sign_in.seen_at <= idle and now - sign_in.created_at <= age)


def lifetimes(app: Flask) -> tuple[timedelta, timedelta]:
    """How long somebody stays signed in without a request, and at most."""
    days = app.config["SESSION_IDLE_DAYS"], app.config["SESSION_DAYS"]
    return timedelta(days=days[0]), timedelta(days=days[1])


def note_seen(sign_in_id: int, seen_at: datetime, *, now: datetime) -> None:
    """Remember in this process who was here; it is written beside the requests (`take_seen`)."""
    if now - seen_at >= SEEN_EVERY:
        current_app.extensions[SEEN][sign_in_id] = now


def take_seen(app: Flask) -> dict[int, datetime]:
    """Who was seen since the last call, by the id of their row."""
    seen: dict[int, datetime] = app.extensions[SEEN]
    return {key: seen.pop(key) for key in list(seen)}


def load(token: str) -> Viewer | None:
    """The viewer of this request. Lessons come in their language from here on."""
    signed_in = viewer_by_token(db.session(), token, now=clock.now())
    if signed_in is not None:
        db.read_in(signed_in.language)
    return signed_in


def init_app(app: Flask) -> None:
    """Let flask-login keep who is signed in."""
    app.extensions[SEEN] = {}
    manager = LoginManager(app)
    manager.user_loader(load)

    @app.context_processor
    def viewer_for_templates() -> dict[str, object]:
        return {"viewer": viewer() if current_user.is_authenticated else None}
