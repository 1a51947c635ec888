"""Has each team a name of its own, and who gives it another one?"""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import AuditEntry, ScimTeam, Team
from tandem.terms import AuditAct
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.two_pairs import two_pairs


def send(browser: FlaskClient, address: str, **said: str) -> TestResponse:
    """Fill in the form of a page."""
    form_id = form_id_in(browser.get(address))
    return browser.post(address, data={"form_id": form_id, **said}, follow_redirects=True)


def renamed(session: Session) -> list[tuple[int | None, str]]:
    """What the log says of names: who gave one, and what the team was called before."""
    session.rollback()
    session.expire_all()
    query = select(AuditEntry).where(AuditEntry.act == AuditAct.TEAM_RENAMED)
    return [(row.actor_id, row.about) for row in session.scalars(query)]


@pytest.mark.parametrize("name", ["North", " north ", "NORTH"])
def test_a_name_that_is_taken_is_refused_in_any_spelling(
    session: Session, cast: Cast, browser_of: Browser, name: str
) -> None:
    before = session.scalar(select(func.count()).select_from(Team))

    page = send(browser_of(cast.lee), "/lead/teams/new", name=name)

    assert page.status_code == 400
    assert "There is a team “North” already." in page.text
    assert session.scalar(select(func.count()).select_from(Team)) == before


def test_a_new_team_sent_twice_is_one_and_no_name_that_is_taken(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    sent = {"form_id": form_id_in(lee.get("/lead/teams/new")), "name": "West"}

    answers = [lee.post("/lead/teams/new", data=sent) for _ in range(2)]

    assert {(page.status_code, page.location) for page in answers} == {(303, answers[0].location)}


def test_a_leader_gives_the_team_another_name_and_the_log_keeps_the_one_before(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/name"

    page = send(lee, address, name="  Far  North ")

    assert "The team is called Far North now." in page.text
    assert renamed(session) == [(cast.lee.id, "North")]
    assert session.get_one(Team, cast.north.id).name == "Far North"
    send(lee, address, name="Far North")
    assert len(renamed(session)) == 1


@two_pairs
def test_a_team_takes_no_name_of_another_and_its_own_in_other_letters(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/name"

    assert "There is a team “South” already." in send(lee, address, name="sOUTH").text
    assert "The team is called NORTH now." in send(lee, address, name="NORTH").text


def test_only_who_leads_it_or_administers_renames_a_team(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    north = cast.north.id

    assert browser_of(cast.olga).get(f"/lead/teams/{north}/name").status_code == 404
    assert browser_of(cast.sam).get(f"/lead/teams/{north}/name").status_code == 403
    assert browser_of(cast.lee).get(f"/admin/teams/{north}/name").status_code == 403
    page = send(browser_of(cast.ada), f"/admin/teams/{north}/name", name="Far North")
    assert "The team is called Far North now." in page.text
    assert renamed(session) == [(cast.ada.id, "North")]


def test_a_team_of_a_directory_is_named_there(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    session.add(ScimTeam(team_id=cast.north.id))
    session.commit()
    address = f"/lead/teams/{cast.north.id}/name"

    page = browser_of(cast.lee).get(address, follow_redirects=True)

    assert "The company’s directory names North. It gets another name there." in page.text
    assert renamed(session) == []


def test_two_teams_of_one_name_lead_the_administrator_to_another_name(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    session.add(Team(name="north", created_at=cast.north.created_at))
    session.commit()

    page = browser_of(cast.ada).get("/admin/").text

    assert f'href="/admin/teams/{cast.north.id}/name"' in page
