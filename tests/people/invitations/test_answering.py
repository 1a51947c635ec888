"""What comes of an answer, of none, and of an invitation from the command line?"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import AuditEntry, Invitation, Letter, Person, PersonRole, TeamMember
from tandem.terms import AuditAct, InvitationAnswer, Role
from tests.cast import Cast, team
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.moments import SetClock
from tests.people.invitations.asking import IVO, ask, give_role, join, link_in

SECOND = timedelta(seconds=1)


@pytest.fixture
def asked(session: Session, cast: Cast, browser_of: Browser) -> Invitation:
    """Lee asks Otto, who has an account and sits in South, to support North too."""
    ask(browser_of(cast.lee), cast.north.id, email=cast.otto.email, role="support")
    session.rollback()
    return session.scalars(select(Invitation)).one()


def say(cast: Cast, browser_of: Browser, row: Invitation, answer: str) -> TestResponse:
    """Otto answers on his page."""
    otto, page = browser_of(cast.otto), "/account/requests"
    sent = {"form_id": form_id_in(otto.get(page)), "answer": answer}
    return otto.post(f"{page}/{row.id}", data=sent, follow_redirects=True)


def is_in_north(session: Session, cast: Cast) -> bool:
    """Does Otto belong to North now?"""
    session.rollback()
    return session.get(TeamMember, (cast.north.id, cast.otto.id)) is not None


def acts(session: Session) -> list[AuditAct]:
    """What stands in the log."""
    session.rollback()
    return list(session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))


def test_a_yes_puts_otto_into_the_team_and_stands_in_the_log(
    session: Session, cast: Cast, asked: Invitation, browser_of: Browser
) -> None:
    say(cast, browser_of, asked, "yes")

    assert is_in_north(session, cast)
    assert AuditAct.SAID_YES in acts(session)


def test_a_yes_is_said_to_the_one_request_that_was_meant(
    session: Session, cast: Cast, asked: Invitation, browser_of: Browser
) -> None:
    west = team(session, "West", cast.lee)
    session.commit()
    ask(browser_of(cast.lee), west.id, email=cast.otto.email, role="support")
    session.rollback()
    newest = session.scalars(select(Invitation).order_by(Invitation.id.desc()).limit(1)).one()

    say(cast, browser_of, newest, "yes")

    assert not is_in_north(session, cast)
    assert session.get(TeamMember, (west.id, cast.otto.id)) is not None


def test_a_no_gives_nothing_and_lee_reads_it(
    session: Session, cast: Cast, asked: Invitation, browser_of: Browser
) -> None:
    say(cast, browser_of, asked, "no")

    assert not is_in_north(session, cast)
    assert AuditAct.SAID_NO in acts(session)
    page = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/people").text
    assert "· said no" in " ".join(page.split())


@pytest.mark.parametrize(("answer", "says"), [("yes", "you said yes"), ("no", "you said no")])
def test_whoever_answered_reads_what_they_said_and_when(
    cast: Cast, asked: Invitation, browser_of: Browser, answer: str, says: str
) -> None:
    say(cast, browser_of, asked, answer)

    page = " ".join(browser_of(cast.otto).get("/account/requests").text.split())

    assert f'{says} <span class="quiet">24 Nov 2026, 10:00</span>' in page


def test_the_first_answer_stands(
    session: Session, cast: Cast, asked: Invitation, browser_of: Browser
) -> None:
    otto = browser_of(cast.otto)
    other_tab = form_id_in(otto.get("/account/requests"))
    say(cast, browser_of, asked, "no")

    sent = {"form_id": other_tab, "answer": "yes"}
    otto.post(f"/account/requests/{asked.id}", data=sent)

    assert not is_in_north(session, cast)
    assert AuditAct.SAID_YES not in acts(session)
    assert AuditAct.SAID_NO in acts(session)


def test_nobody_answers_for_otto(
    session: Session, cast: Cast, asked: Invitation, browser_of: Browser
) -> None:
    for who in (cast.lee, cast.sam, cast.ada):
        browser = browser_of(who)
        answer = browser.post(f"/account/requests/{asked.id}", data={"answer": "yes"})
        assert answer.status_code == 404

    assert not is_in_north(session, cast)
    say(cast, browser_of, asked, "yes")
    assert is_in_north(session, cast)


def test_an_invitation_can_be_answered_to_its_last_second_and_no_longer(
    session: Session, cast: Cast, asked: Invitation, browser_of: Browser, clock: SetClock
) -> None:
    otto, begun = browser_of(cast.otto), clock.now

    clock.set_to(begun + timedelta(days=14) - SECOND)
    assert "North" in otto.get("/account/requests").text

    clock.set_to(begun + timedelta(days=14))
    assert "Nobody asks you anything" in otto.get("/account/requests").text


def test_a_link_lets_in_to_its_last_second_and_no_longer(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    link, begun = link_in(ask(browser_of(cast.lee), cast.north.id).text), clock.now

    clock.set_to(begun + timedelta(days=14))
    assert join(browser_of(None), link).status_code == 404

    clock.set_to(begun + timedelta(days=14) - SECOND)
    assert join(browser_of(None), link).status_code == 303


def test_whoever_joined_by_a_link_says_no_to_nothing_any_more(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    link = link_in(ask(browser_of(cast.lee), cast.north.id).text)
    join(browser_of(None), link)

    answer = browser_of(None).post(f"{link}/no")

    assert answer.status_code == 404
    session.rollback()
    assert session.scalars(select(Invitation.answer)).all() == [InvitationAnswer.YES]


def test_a_link_that_opens_no_account_any_more_says_no_to_nothing(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    link = link_in(ask(browser_of(cast.lee), cast.north.id).text)
    give_role(session, Role.ADMIN)

    browser_of(None).post(f"{link}/no")

    session.rollback()
    assert session.scalars(select(Invitation.answer)).all() == [None]


def test_a_no_stays_a_no_when_the_same_is_asked_once_more(
    session: Session, cast: Cast, browser_of: Browser, asked: Invitation
) -> None:
    say(cast, browser_of, asked, "no")

    ask(browser_of(cast.lee), cast.north.id, email=cast.otto.email, role="support")

    session.rollback()
    answers = session.scalars(select(Invitation.answer).order_by(Invitation.id)).all()
    assert answers == [InvitationAnswer.NO, None]


def invited(app: Flask, email: str, *roles: str) -> str:
    """What the command line says."""
    chosen = [word for role in roles for word in ("--role", role)]
    names = ["--given-name", "Ivo", "--surname", "Sol"]
    result = app.test_cli_runner().invoke(args=["people", "invite", email, *names, *chosen])
    assert result.exit_code == 0
    return str(result.output)


def test_the_command_line_tells_whoever_has_an_account(
    app: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    app.config.update(SMTP_URL="smtp://127.0.0.1:1", BASE_URL="https://tandem.example.com")

    said = invited(app, cast.sam.email, "trainer")

    session.rollback()
    assert "/invite/" not in said
    letter = session.scalars(select(Letter)).one()
    assert letter.recipient == cast.sam.email
    assert "the command line: gave roles" in letter.text
    page = " ".join(browser_of(cast.sam).get("/account").text.split())
    assert "the command line: gave roles · Trainer" in page


def test_a_second_link_of_the_command_line_ends_the_first(
    app: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    first, second = (re.findall(r"/invite/\S+", invited(app, IVO, "rep"))[0] for _ in range(2))

    assert browser_of(None).get(first).status_code == 404
    assert join(browser_of(None), second).status_code == 303
    session.rollback()
    ivo = select(PersonRole.role).join(Person).where(Person.email == IVO)
    assert session.scalars(ivo).all() == [Role.REP]
    assert acts(session)[:2] == [AuditAct.ROLES_GIVEN, AuditAct.LINK_TO_JOIN]


def test_who_says_no_by_a_link_is_told_that_it_is_closed(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    link = link_in(ask(browser_of(cast.lee), cast.north.id).text)

    answer = browser_of(None).post(f"{link}/no")
    again = browser_of(None).get(link)

    assert answer.status_code == 200
    assert "You have said no" in answer.text
    assert "The invitation is closed, and its link works no more." in answer.text
    assert again.status_code == 404
    session.rollback()
    assert session.scalars(select(Invitation.answer)).all() == [InvitationAnswer.NO]
