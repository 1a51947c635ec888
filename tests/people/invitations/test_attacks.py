"""Can a leader get into an account, or learn of one?"""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Invitation, Letter, Person, ScimUser, TeamLeader, TeamMember
from tandem.people.invitations.actions import IssuedBy
from tandem.people.leaving import close_account
from tandem.terms import InvitationAnswer, Issuer, Role
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.people.invitations.asking import IVO, KINDS, ask, give_role, issue, join, link_in

TOKENS = re.compile(
    r'(name="(csrf_token|form_id)"( type="hidden")? value="[^"]*")'
    r"|(/invite/[\w-]+)|(invitations/\d+)"
)


@pytest.fixture(params=sorted(KINDS))
def account(request: pytest.FixtureRequest, session: Session, cast: Cast) -> str:
    """One kind after the other of an account with Ivo's address."""
    KINDS[request.param](session, cast)
    session.commit()
    return str(request.param)


def ivo(session: Session) -> Person:
    """Ivo's account as it is now."""
    session.expire_all()
    session.rollback()
    return session.scalars(select(Person).where(Person.email == IVO)).one()


def roles(session: Session) -> set[Role]:
    """The roles Ivo holds now."""
    session.rollback()
    return set(
        session.scalars(
            select(Person.role_rows.property.mapper.class_.role)
            .join(Person, Person.id == Person.role_rows.property.mapper.class_.person_id)
            .where(Person.email == IVO)
        )
    )


def test_no_link_that_a_leader_sees_opens_an_account_that_holds_more(
    session: Session, cast: Cast, account: str, browser_of: Browser
) -> None:
    before, hash_before = roles(session), ivo(session).password_hash
    link = link_in(ask(browser_of(cast.lee), cast.north.id).text)
    thief = browser_of(None)

    answer = join(thief, link)

    assert answer.status_code in {302, 303, 403, 404}
    assert thief.get("/admin/").status_code == 302
    assert thief.get("/account").location.startswith("/login")
    assert ivo(session).password_hash == hash_before
    assert roles(session) == before


def test_no_letter_opens_it_either(
    app: Flask, session: Session, cast: Cast, account: str, browser_of: Browser
) -> None:
    app.config.update(SMTP_URL="smtp://127.0.0.1:1", BASE_URL="https://tandem.example.com")
    hash_before = ivo(session).password_hash
    ask(browser_of(cast.lee), cast.north.id)

    session.rollback()
    thief = browser_of(None)
    for letter in session.scalars(select(Letter)).all():
        join(thief, link_in(letter.text))

    assert thief.get("/account").location.startswith("/login")
    assert ivo(session).password_hash == hash_before


def test_a_role_or_a_team_is_never_added_silently(
    session: Session, cast: Cast, account: str, browser_of: Browser
) -> None:
    before = roles(session)

    ask(browser_of(cast.lee), cast.north.id, role="support")

    assert roles(session) == before
    assert session.get(TeamMember, (cast.north.id, ivo(session).id)) is None


@pytest.mark.parametrize("smtp", ["", "smtp://127.0.0.1:1"])
def test_the_page_is_the_same_for_every_address(
    app: Flask, session: Session, cast: Cast, account: str, browser_of: Browser, smtp: str
) -> None:
    app.config.update(SMTP_URL=smtp, BASE_URL="https://tandem.example.com")
    lee, new = browser_of(cast.lee), "new@example.com"
    for_new = ask(lee, cast.north.id, email=new)
    withdraw_all(session, cast, lee)

    for_known = ask(lee, cast.north.id)

    assert for_known.status_code == for_new.status_code == 200
    assert plain(for_known.text) == plain(for_new.text.replace(new, IVO))
    assert ("/invite/" in for_known.text) is (not smtp)


def plain(text: str) -> str:
    """A page without what differs each time it is made."""
    return TOKENS.sub("", text)


def withdraw_all(session: Session, cast: Cast, lee: object) -> None:
    """Lee takes back what Lee has asked."""
    session.rollback()
    query = select(Invitation.id).where(Invitation.by_id == cast.lee.id)
    for invitation_id in session.scalars(query).all():
        lee.post(f"/lead/teams/{cast.north.id}/invitations/{invitation_id}/withdraw")  # type: ignore[attr-defined]
    lee.get(f"/lead/teams/{cast.north.id}/people")  # type: ignore[attr-defined]  # what was flashed


def test_a_right_given_after_the_link_was_made_shuts_it(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    link = link_in(ask(browser_of(cast.lee), cast.north.id).text)
    assert browser_of(None).get(link).status_code == 200
    give_role(session, Role.ADMIN)

    assert join(browser_of(None), link).status_code == 403
    assert ivo(session).password_hash is None


@pytest.mark.parametrize("by", [Issuer.ADMIN, Issuer.COMMAND])
def test_an_invitation_of_the_administration_shuts_a_leaders_link_made_before(
    session: Session, cast: Cast, browser_of: Browser, by: Issuer
) -> None:
    link = link_in(ask(browser_of(cast.lee), cast.north.id).text)
    assert browser_of(None).get(link).status_code == 200
    issue(session, cast, IssuedBy(by, cast.ada.id if by is Issuer.ADMIN else None), Role.REP)
    session.commit()

    assert join(browser_of(None), link).status_code == 403
    assert ivo(session).password_hash is None


def test_a_directory_that_brings_somebody_shuts_a_leaders_link_made_before(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    link = link_in(ask(browser_of(cast.lee), cast.north.id).text)
    assert browser_of(None).get(link).status_code == 200
    session.add(ScimUser(person_id=ivo(session).id, user_name=IVO, user_name_key=IVO))
    session.commit()

    assert join(browser_of(None), link).status_code == 403
    assert ivo(session).password_hash is None


@pytest.mark.parametrize("loss", ["role", "team", "account"])
def test_the_link_of_a_leader_who_leads_no_more_opens_nothing(
    session: Session, cast: Cast, browser_of: Browser, loss: str
) -> None:
    link = link_in(ask(browser_of(cast.lee), cast.north.id).text)
    assert browser_of(None).get(link).status_code == 200
    if loss == "role":
        cast.lee.role_rows.clear()
    elif loss == "team":
        session.delete(session.get_one(TeamLeader, (cast.north.id, cast.lee.id)))
    else:
        close_account(session, cast.lee.id, by_id=None, now=NOW)
    session.commit()

    assert join(browser_of(None), link).status_code == 404
    assert ivo(session).password_hash is None


def test_another_leaders_invitation_is_neither_renewed_nor_taken_back(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    link = link_in(ask(browser_of(cast.olga), cast.south.id).text)
    row = session.scalars(select(Invitation)).one()
    lee = browser_of(cast.lee)
    for team in (cast.north, cast.south):
        for act in ("again", "withdraw"):
            answer = lee.post(f"/lead/teams/{team.id}/invitations/{row.id}/{act}")
            assert answer.status_code == 404

    ask(lee, cast.north.id)

    assert "Ivo" in browser_of(None).get(link).text
    assert row.answer is None


def test_a_second_leader_of_the_team_sees_who_was_asked_and_cannot_renew_it(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    ask(browser_of(cast.lee), cast.north.id)
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.olga.id))
    session.commit()
    row, olga = session.scalars(select(Invitation)).one(), browser_of(cast.olga)

    page = olga.get(f"/lead/teams/{cast.north.id}/people").text
    answer = olga.post(f"/lead/teams/{cast.north.id}/invitations/{row.id}/again")

    assert "asked, hasn’t answered" in page
    assert f"invitations/{row.id}/" not in page
    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["sam", "tess", "ada"])
def test_who_leads_no_team_asks_nobody(
    session: Session, cast: Cast, browser_of: Browser, who: str
) -> None:
    answer = browser_of(getattr(cast, who)).post(f"/lead/teams/{cast.north.id}/people", data={})

    assert answer.status_code in {403, 404}
    assert session.scalars(select(Invitation)).all() == []


@pytest.mark.parametrize("email", ["IVO@Example.COM", " ivo@example.com ", "ivo@example.com"])
def test_an_address_is_the_same_however_it_is_typed(
    session: Session, cast: Cast, browser_of: Browser, email: str
) -> None:
    ask(browser_of(cast.olga), cast.south.id)

    ask(browser_of(cast.lee), cast.north.id, email=email)

    assert session.scalars(select(Person.id).where(Person.given_name == "Ivo")).all() != []
    assert len(session.scalars(select(Person.id).where(Person.given_name == "Ivo")).all()) == 1


def test_asking_again_by_the_button_ends_the_link_before(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee, team = browser_of(cast.lee), f"/lead/teams/{cast.north.id}"
    first = link_in(ask(lee, cast.north.id).text)
    sent = {"form_id": form_id_in(lee.get(f"{team}/people"))}
    again = f"{team}/invitations/{session.scalars(select(Invitation.id)).one()}/again"

    second = link_in(lee.post(again, data=sent, follow_redirects=True).text)

    assert browser_of(None).get(first).status_code == 404
    assert browser_of(None).get(second).status_code == 200


def test_asking_the_same_address_again_ends_the_link_before(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    first = link_in(ask(browser_of(cast.lee), cast.north.id).text)
    second = link_in(ask(browser_of(cast.lee), cast.north.id).text)

    assert browser_of(None).get(first).status_code == 404
    assert browser_of(None).get(second).status_code == 200
    answers = session.scalars(select(Invitation.answer).order_by(Invitation.id)).all()
    assert answers == [InvitationAnswer.WITHDRAWN, None]
