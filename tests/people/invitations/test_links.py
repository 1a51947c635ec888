"""What does the link of an invitation open, for whom, and until when?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Invitation, PersonRole, ScimUser, TeamLeader, TeamMember
from tandem.people.accounts.actions import add_ticket
from tandem.people.invitations import actions, queries
from tandem.people.invitations.actions import IssuedBy, Wish
from tandem.people.invitations.queries import LinkOpens
from tandem.terms import InvitationAnswer, Issuer, Role
from tests.cast import NOW, House

SECOND, WEEKS = timedelta(seconds=1), timedelta(weeks=2)
ACCOUNT, REQUESTS, OTHER = LinkOpens.ACCOUNT, LinkOpens.REQUESTS, LinkOpens.OTHER_LINK


@pytest.fixture
def token(session: Session, cast: House) -> str:
    """Lee has asked Ivo, who is new, to join North: the link."""
    return ask(session, cast, "lee")


def ask(session: Session, cast: House, by: str, team: str = "north") -> str:
    """A leader asks Ivo to join a team; gives the link."""
    wish = Wish(
        "ivo@example.com", "Ivo", "Sol", frozenset({Role.REP}), team_id=getattr(cast, team).id
    )
    issued = IssuedBy(Issuer.LEADER, getattr(cast, by).id)
    token = actions.ask(session, wish, issued, time_zone="UTC", now=NOW).token
    assert token
    return token


def ivos(session: Session) -> Invitation:
    """The first invitation."""
    return session.scalars(select(Invitation).order_by(Invitation.id)).all()[0]


def opens(session: Session, token: str, *, later: timedelta = SECOND) -> LinkOpens | None:
    """Where the link leads."""
    session.flush()
    session.expire_all()
    link = queries.opened_link(session, token, now=NOW + later)
    return link.opens if link else None


def test_a_link_of_a_leader_opens_the_account_of_somebody_new_for_two_weeks(
    session: Session, cast: House, token: str
) -> None:
    link = queries.opened_link(session, token, now=NOW)

    assert link is not None
    row = ivos(session)
    assert (link.invitation, link.person.id, link.opens) == (row, row.person_id, ACCOUNT)
    assert link.ticket.invitation_id == row.id
    assert opens(session, token, later=WEEKS - SECOND) is ACCOUNT
    assert opens(session, token, later=WEEKS) is None
    assert opens(session, "another") is None


@pytest.mark.parametrize("what", ["answered", "out of date", "closed", "leads no more"])
def test_a_link_opens_nothing_once_it_does_not_stand(
    session: Session, cast: House, token: str, what: str
) -> None:
    row = ivos(session)
    match what:
        case "answered":
            row.answer = InvitationAnswer.NO
        case "out of date":
            row.expires_at = NOW + SECOND
        case "closed":
            queries.person_by_id(session, row.person_id).is_active = False
        case _:
            session.delete(session.get_one(TeamLeader, (cast.north.id, cast.lee.id)))

    assert opens(session, token) is None


def test_a_link_for_something_else_is_no_invitation(
    session: Session, cast: House, token: str
) -> None:
    row = ivos(session)
    for purpose, invitation_id in (("password", row.id), ("invite", None)):
        other = add_ticket(
            session, purpose, person_id=row.person_id, invitation_id=invitation_id, now=NOW
        )
        assert opens(session, other) is None
    assert opens(session, token) is ACCOUNT


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("nothing", ACCOUNT),
        ("a seat", ACCOUNT),
        ("the team", ACCOUNT),
        ("another team", OTHER),
        ("a team to lead", OTHER),
        ("more than a seat", OTHER),
        ("a directory", OTHER),
        ("a link that lets nobody in", OTHER),
        ("an account", REQUESTS),
    ],
)
def test_what_somebody_was_given_meanwhile_decides_where_the_link_leads(
    session: Session, cast: House, token: str, given: str, wanted: LinkOpens
) -> None:
    row = ivos(session)
    ivo = row.person_id
    rows: dict[str, Any] = {
        "a seat": PersonRole(person_id=ivo, role=Role.SUPPORT),
        "the team": TeamMember(team_id=cast.north.id, person_id=ivo),
        "another team": TeamMember(team_id=cast.south.id, person_id=ivo),
        "a team to lead": TeamLeader(team_id=cast.north.id, person_id=ivo),
        "more than a seat": PersonRole(person_id=ivo, role=Role.TRAINER),
        "a directory": ScimUser(person_id=ivo, user_name="ivo", user_name_key="ivo"),
    }
    if given in rows:
        session.add(rows[given])
    row.lets_in = given != "a link that lets nobody in"
    if given == "an account":
        queries.person_by_id(session, ivo).joined_at = NOW

    assert opens(session, token) is wanted


def test_of_two_leaders_links_the_first_opens_the_account_and_the_second_waits(
    session: Session, cast: House, token: str
) -> None:
    second = ask(session, cast, "olga", "south")

    assert opens(session, token) is ACCOUNT
    assert opens(session, second) is OTHER
    first, later = session.scalars(select(Invitation).order_by(Invitation.id)).all()
    ivo = queries.person_by_id(session, first.person_id)
    assert queries.may_open(session, first, ivo, now=NOW)
    assert not queries.may_open(session, later, ivo, now=NOW + WEEKS - SECOND)
    assert queries.may_open(session, later, ivo, now=NOW + WEEKS)


def test_no_link_that_is_made_now_opens_an_account_that_somebody_has_joined(
    session: Session, cast: House, token: str
) -> None:
    row = ivos(session)
    ivo = queries.person_by_id(session, row.person_id)
    assert queries.may_open(session, row, ivo, now=NOW)

    ivo.joined_at = NOW

    assert not queries.may_open(session, row, ivo, now=NOW)


def test_a_link_of_the_administration_goes_before_a_leaders(
    session: Session, cast: House, token: str
) -> None:
    ivo = queries.person_by_id(session, ivos(session).person_id)
    _, ours = actions.let_in(session, ivo, IssuedBy(Issuer.ADMIN, cast.ada.id), now=NOW)

    assert (opens(session, token), opens(session, ours)) == (OTHER, ACCOUNT)
    queries.person_by_id(session, ivo.id).joined_at = NOW
    session.flush()
    assert not queries.may_open(session, ivos(session), ivo, now=NOW)
