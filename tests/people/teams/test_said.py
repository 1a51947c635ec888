"""What does a leader read after each act on the people of a team, done or refused?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Invitation, Letter, PersonRole, TeamMember
from tandem.terms import AuditAct, Role
from tests.browser import BrowserClient
from tests.cast import Cast
from tests.conftest import Browser
from tests.forms import forms_in
from tests.lessons import form_id_in
from tests.moments import SetClock
from tests.people.invitations.asking import ask

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def people(cast: Cast) -> str:
    """The people of Lee's team."""
    return f"/lead/teams/{cast.north.id}/people"


def acts(session: Session, act: AuditAct) -> int:
    """How often an act stands in the log."""
    session.rollback()
    return session.scalar(select(func.count()).where(AuditEntry.act == act)) or 0


def press(browser: BrowserClient, page: str, address: str) -> str:
    """Press a button; what the page says after it."""
    sent = {"form_id": form_id_in(browser.get(page))}
    return browser.post(address, data=sent, follow_redirects=True).text


@pytest.mark.parametrize(
    ("role", "said", "number"),
    [("rep", "Sam Adeyemi is in this team already.", 0), ("support", "is asked to join.", 1)],
)
def test_whoever_is_in_the_team_is_asked_only_for_another_role(
    session: Session, cast: Cast, browser_of: Browser, role: str, said: str, number: int
) -> None:
    page = ask(browser_of(cast.lee), cast.north.id, email=" Sam@Example.com", role=role)

    assert said in page.text
    assert page.status_code == (200 if number else 400)
    assert acts(session, AuditAct.ASKED) == number


@pytest.mark.parametrize(
    ("later", "said", "number"),
    [
        (DAY - SECOND, "This went out less than a day ago. Give it a day.", 0),
        (DAY, "Ivo Sol is asked again.", 1),
    ],
)
def test_by_mail_an_invitation_goes_out_again_after_a_day(
    mailing: Flask, session: Session, cast: Cast, browser_of: Browser, clock: SetClock,
    later: timedelta, said: str, number: int,
) -> None:  # fmt: skip
    lee = browser_of(cast.lee)
    ask(lee, cast.north.id)
    session.rollback()
    row = session.scalars(select(Invitation)).one()
    clock.set_to(clock.now + later)

    text = press(lee, people(cast), f"/lead/teams/{cast.north.id}/invitations/{row.id}/again")

    assert said in text
    session.rollback()
    assert session.scalar(select(func.count(Letter.id))) == 1 + number


def test_without_mail_a_fresh_link_is_shown_at_any_time(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    ask(lee, cast.north.id)
    session.rollback()
    row = session.scalars(select(Invitation)).one()

    text = press(lee, people(cast), f"/lead/teams/{cast.north.id}/invitations/{row.id}/again")

    assert "Ivo Sol is asked again." in text
    assert "/invite/" in text


@pytest.mark.parametrize(
    ("emails", "said"),
    [
        ([], "0 invitations go out."),
        (["a"], "1 invitation goes out."),
        (["a", "b"], "2 invitations go out."),
    ],
)
def test_a_leader_reads_how_many_are_asked_again(
    mailing: Flask, cast: Cast, browser_of: Browser, clock: SetClock, emails: list[str], said: str
) -> None:
    lee = browser_of(cast.lee)
    for name in emails:
        ask(lee, cast.north.id, email=f"{name}@firm.example")
    clock.set_to(clock.now + DAY)

    assert said in press(lee, people(cast), f"{people(cast)}/invite-all")


@pytest.mark.parametrize(
    ("can_send", "button", "said"),
    [
        (False, "invite-all", "Nothing was sent. Reload the page and press again."),
        (True, "links", "No sheet was made. Reload the page and press again."),
    ],
)
def test_links_go_by_mail_where_mail_works_and_on_a_sheet_where_it_does_not(
    app: Flask, session: Session, cast: Cast, browser_of: Browser,
    can_send: bool, button: str, said: str,
) -> None:  # fmt: skip
    lee = browser_of(cast.lee)
    ask(lee, cast.north.id)
    app.config["SMTP_URL"] = "smtp://127.0.0.1:9" if can_send else ""
    app.config["BASE_URL"] = "https://tandem.example.com" if can_send else ""

    assert said in press(lee, people(cast), f"{people(cast)}/{button}")
    assert acts(session, AuditAct.ASKED_AGAIN) + acts(session, AuditAct.LINK_TO_JOIN) == 0


@pytest.mark.parametrize(
    ("can_send", "button", "said"),
    [(True, "invite-all", "Nothing was sent."), (False, "links", "No sheet was made.")],
)
def test_a_form_that_is_out_of_date_asks_nobody_again(
    app: Flask, cast: Cast, browser_of: Browser, can_send: bool, button: str, said: str
) -> None:
    app.config["SMTP_URL"] = "smtp://127.0.0.1:9" if can_send else ""
    app.config["BASE_URL"] = "https://tandem.example.com" if can_send else ""
    address = f"{people(cast)}/{button}"

    answer = browser_of(cast.lee).post(address, data={"form_id": "x"}, follow_redirects=True)

    assert f"{said} Reload the page and press again." in answer.text


def test_whoever_is_taken_out_of_a_team_is_told_by_mail(
    mailing: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser_of(cast.lee).post(f"{people(cast)}/{cast.sam.id}/leave")

    session.rollback()
    assert session.scalars(select(Letter.recipient)).all() == ["sam@example.com"]


def test_an_invitation_that_is_taken_back_and_a_member_who_comes_back_are_named(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    ask(lee, cast.north.id)
    session.rollback()
    row = session.scalars(select(Invitation)).one()

    back = lee.post(
        f"/lead/teams/{cast.north.id}/invitations/{row.id}/withdraw", follow_redirects=True
    )
    left = lee.post(f"{people(cast)}/{cast.sam.id}/leave", follow_redirects=True).text

    assert "Ivo Sol is no longer asked. The link works no more." in back.text
    assert "Sam Adeyemi is no longer in this team. All records stay." in left
    undo = next(form for form in forms_in(left, "/") if form.value("done"))
    sent = {"done": undo.value("done"), "form_id": undo.value("form_id")}
    said = lee.post(undo.action, data=sent, follow_redirects=True).text
    assert "Undone: Sam Adeyemi is in the team as before." in said
    session.rollback()
    assert session.get(TeamMember, (cast.north.id, cast.sam.id)) is not None


def test_the_sample_comes_and_goes_with_a_sentence_each(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    session.add(PersonRole(person_id=cast.ada.id, role=Role.LEADER))
    session.commit()
    ada = browser_of(cast.ada)

    loaded = press(ada, "/welcome", "/welcome/sample")
    gone = press(ada, "/welcome/sample/remove", "/welcome/sample/remove")

    assert "The sample team is here. “Remove the sample …” at its top takes it away." in loaded
    assert "The sample is gone. It can be loaded again, fresh, at any time." in gone
    assert (acts(session, AuditAct.SAMPLE_LOADED), acts(session, AuditAct.SAMPLE_REMOVED)) == (1, 1)
