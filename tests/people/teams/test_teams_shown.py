"""What does a leader read who withdraws, looks for somebody in vain, or begins with nothing?"""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.commands.sample import team as sample_team
from tandem.models import Invitation, PersonRole
from tandem.terms import Role
from tests.cast import NOW, House
from tests.conftest import Browser
from tests.people.invitations.asking import ask
from tests.written import AsBefore


def test_what_stops_and_what_stays_is_said_before_an_invitation_is_withdrawn(
    session: Session, cast: House, browser_of: Browser, page_as_before: AsBefore
) -> None:
    lee, team = browser_of(cast.lee), f"/lead/teams/{cast.north.id}"
    ask(lee, cast.north.id)
    number = session.scalars(select(Invitation.id)).one()

    page_as_before(lee.get(f"{team}/invitations/{number}/withdraw").text)


@pytest.mark.parametrize("page", ["people", "pairs"])
def test_who_is_looked_for_in_vain_leads_back_to_everybody(
    cast: House, browser_of: Browser, page_as_before: AsBefore, page: str
) -> None:
    text = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/{page}?search=nobody").text

    page_as_before(text)


@pytest.mark.parametrize("is_there", [False, True])
def test_an_administrator_who_leads_finds_the_sample_or_how_to_load_it(
    session: Session, cast: House, browser_of: Browser, page_as_before: AsBefore, is_there: bool
) -> None:
    session.add(PersonRole(person_id=cast.lee.id, role=Role.ADMIN))
    if is_there:
        sample_team.load(session, now=NOW, leader_id=cast.lee.id)
    session.commit()

    page_as_before(browser_of(cast.lee).get("/welcome").text)
