"""Every kind of account that a leader could try to get into: all of them are Ivo's address."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Identity, Person, PersonRole, ScimUser, TeamLeader, TeamMember
from tandem.models.timing import moment_of
from tandem.people.invitations import actions
from tandem.people.invitations.actions import IssuedBy, Wish
from tandem.people.leaving import close_account
from tandem.people.teams import actions as teams
from tandem.terms import Issuer, Role
from tests import cast as stage
from tests.cast import Cast
from tests.lessons import form_id_in

IVO = "ivo@example.com"
NEW = {"given_name": "Ivo", "surname": "Sol", "email": IVO, "role": "rep"}
Making = Callable[[Session, Cast], None]


def pending(session: Session, *roles: Role) -> Person:
    """Ivo's account, which nobody has joined yet."""
    row = stage.person(session, "Ivo", "Sol", *roles)
    row.password_hash = row.joined_at = None
    session.flush()
    return row


def joined(session: Session, cast: Cast) -> None:
    """Ivo is a rep of South."""
    row = stage.person(session, "Yves", "Soleil", Role.REP)
    row.email = IVO
    session.flush()
    session.add(TeamMember(team_id=cast.south.id, person_id=row.id))


def closed(session: Session, cast: Cast) -> None:
    """Ivo has left the house."""
    stage.person(session, "Ivo", "Sol", Role.REP).is_active = False


def closed_pending(session: Session, cast: Cast) -> None:
    """Ivo was to be an administrator, and was closed before he came."""
    pending(session, Role.ADMIN).is_active = False


def in_other_team(session: Session, cast: Cast) -> None:
    """An administrator's list has put Ivo into South."""
    row = pending(session, Role.REP)
    session.add(TeamMember(team_id=cast.south.id, person_id=row.id))


def leads_other_team(session: Session, cast: Cast) -> None:
    """Ivo is to lead South."""
    row = pending(session, Role.LEADER)
    session.add(TeamLeader(team_id=cast.south.id, person_id=row.id))


def leads_without_role(session: Session, cast: Cast) -> None:
    """Ivo leads South; the role was taken from him."""
    row = pending(session, Role.REP)
    session.add(TeamLeader(team_id=cast.south.id, person_id=row.id))


def opened_again(session: Session, cast: Cast) -> None:
    """Ivo was to be an administrator; the account was closed and is open again."""
    row, now = pending(session, Role.ADMIN), moment_of(session)
    close_account(session, row.id, by_id=cast.ada.id, now=now)
    teams.set_roles(session, row, [Role.ADMIN], is_active=True, by_id=cast.ada.id, now=now)


def joined_without_password(session: Session, cast: Cast) -> None:
    """Ivo came by a letter, or by a sign-in provider, and has no password."""
    row = stage.person(session, "Ivo", "Sol", Role.REP)
    row.password_hash = None


def joined_to_provider(session: Session, cast: Cast) -> None:
    """The same, and a provider knows him; he has no role yet."""
    row = stage.person(session, "Ivo", "Sol")
    row.password_hash = None
    session.flush()
    session.add(
        Identity(
            person_id=row.id, issuer="https://login.example", subject="ivo",
            created_at=moment_of(session),
        )
    )  # fmt: skip


def brought_by_directory(session: Session, cast: Cast) -> None:
    """The company's directory has brought Ivo; it gives a team and a role later."""
    row = pending(session)
    session.add(ScimUser(person_id=row.id, user_name=IVO, user_name_key=IVO))


def deleted_by_directory(session: Session, cast: Cast) -> None:
    """The same, and it has deleted him since; he is open again by an administrator."""
    row, now = pending(session, Role.REP), moment_of(session)
    session.add(ScimUser(person_id=row.id, user_name=IVO, user_name_key=None, deleted_at=now))


def issue(session: Session, cast: Cast, by: IssuedBy, *roles: Role) -> None:
    """Somebody invites Ivo."""
    team_id = cast.south.id if by.issuer is Issuer.LEADER else None
    wish = Wish(IVO, "Ivo", "Sol", frozenset(roles), team_id=team_id)
    invite = actions.ask if by.issuer is Issuer.LEADER else actions.invite_at_once
    invite(session, wish, by, time_zone="UTC", now=moment_of(session))


KINDS: dict[str, Making] = {
    "administrator": lambda session, cast: pending(session, Role.ADMIN) and None,
    "trainer": lambda session, cast: pending(session, Role.TRAINER) and None,
    "leader": lambda session, cast: pending(session, Role.LEADER) and None,
    "rep_and_trainer": lambda session, cast: pending(session, Role.REP, Role.TRAINER) and None,
    "leader_of_other_team": leads_other_team,
    "leads_without_role": leads_without_role,
    "imported_into_other_team": in_other_team,
    "asked_by_other_leader": lambda session, cast: issue(
        session, cast, IssuedBy(Issuer.LEADER, cast.olga.id), Role.REP
    ),
    "invited_by_administrator": lambda session, cast: issue(
        session, cast, IssuedBy(Issuer.ADMIN, cast.ada.id), Role.REP
    ),
    "invited_by_command_line": lambda session, cast: issue(
        session, cast, IssuedBy(Issuer.COMMAND), Role.ADMIN
    ),
    "brought_by_directory": brought_by_directory,
    "deleted_by_directory": deleted_by_directory,
    "closed": closed,
    "closed_before_joining": closed_pending,
    "joined": joined,
    "joined_by_letter": joined_without_password,
    "joined_by_provider": joined_to_provider,
    "opened_again": opened_again,
}


def ask(browser: FlaskClient, team_id: int, **fields: str) -> TestResponse:
    """Ask somebody to join a team, and look at the page that follows."""
    address = f"/lead/teams/{team_id}/people"
    sent = {"form_id": form_id_in(browser.get(address)), **NEW, **fields}
    return browser.post(address, data=sent, follow_redirects=True)


def link_in(text: str) -> str:
    """The path of the link on a page or in a letter."""
    link = re.search(r"https?://[^/\s]+(/invite/[\w-]+)", text)
    assert link
    return link[1]


def join(browser: FlaskClient, link: str) -> TestResponse:
    """Open a link and fill in what it asks."""
    fields = {"given_name": "Ivo", "surname": "Sol", "time_zone": "UTC"}
    password = {"new_password": "a long password", "repeat_password": "a long password"}
    return browser.post(link, data={**fields, **password})


def give_role(session: Session, role: Role) -> None:
    """Ivo gets one more role."""
    ivo = session.query(Person).filter_by(email=IVO).one()
    session.add(PersonRole(person_id=ivo.id, role=role))
    session.commit()
