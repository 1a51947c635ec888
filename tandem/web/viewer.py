"""Who is looking? The signed-in person as a plain value, read once in a request."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tandem.models import Person
from tandem.terms import Role
from tandem.web import db


@dataclass(frozen=True)
class Viewer(UserMixin):  # type: ignore[misc]  # flask_login is untyped
    """A signed-in person. `session_key` changes with the password and ends other sessions."""

    id: int
    name: str
    email: str
    roles: frozenset[Role]
    time_zone: str
    language: str
    is_sample: bool
    session_key: str

    def get_id(self) -> str:
        """What the session cookie keeps."""
        return f"{self.id}:{self.session_key}"

    def holds(self, *roles: Role) -> bool:
        """Has the person one of these roles?"""
        return bool(self.roles.intersection(roles))


def viewer() -> Viewer:
    """The signed-in person of this request. Only for views that visitors cannot open."""
    who: Viewer = current_user._get_current_object()
    return who


def viewer_of(person: Person) -> Viewer:
    """The viewer that a person is."""
    return Viewer(
        id=person.id,
        name=person.name,
        email=person.email,
        roles=person.roles,
        time_zone=person.time_zone,
        language=person.language,
        is_sample=person.is_sample,
        session_key=person.session_key,
    )


def viewer_by_session(session: Session, cookie: str) -> Viewer | None:
    """The viewer a session cookie names, unless the account is closed or the password changed."""
    number, _, key = cookie.partition(":")
    if not number.isdigit():
        return None
    query = select(Person).where(Person.id == int(number)).options(joinedload(Person.role_rows))
    person = session.scalars(query).unique().one_or_none()
    if person is None or not person.is_active or person.session_key != key:
        return None
    return viewer_of(person)


def load(cookie: str) -> Viewer | None:
    """The viewer of this request. Lessons come in their language from here on."""
    signed_in = viewer_by_session(db.session(), cookie)
    if signed_in is not None:
        db.session().info["language"] = signed_in.language
    return signed_in


def init_app(app: Flask) -> None:
    """Let flask-login keep who is signed in."""
    manager = LoginManager(app)
    manager.user_loader(load)

    @app.context_processor
    def viewer_for_templates() -> dict[str, object]:
        return {"viewer": viewer() if current_user.is_authenticated else None}
