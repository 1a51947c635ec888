"""Does a button load the sample, and does one take it away? No command is asked for."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.commands.sample import team as sample_team
from tandem.models import AuditEntry, Person, PersonRole
from tandem.people.accounts.actions import password_fits
from tandem.terms import AuditAct, Role
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import form_id_in

REMOVE = "/welcome/sample/remove"


@pytest.fixture
def sample(session: Session, cast: Cast) -> None:
    """Lee leads and administers, as after the first start, and has loaded the sample."""
    session.add(PersonRole(person_id=cast.lee.id, role=Role.ADMIN))
    sample_team.load(session, now=NOW, leader_id=cast.lee.id)
    session.commit()


def number_of_sample_people(session: Session) -> int:
    """How many are of the sample."""
    session.rollback()
    query = select(func.count()).select_from(Person).where(Person.is_sample)
    return session.scalar(query) or 0


def test_no_page_asks_for_a_command(cast: Cast, sample: None, browser_of: Browser) -> None:
    page = browser_of(cast.lee).get("/welcome").text

    assert "flask sample" not in page
    assert f'href="{REMOVE}"' in page


def test_who_presses_the_button_reads_once_with_which_password_the_sample_signs_in(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    session.add(PersonRole(person_id=cast.lee.id, role=Role.ADMIN))
    session.commit()
    lee = browser_of(cast.lee)
    sent = {"form_id": form_id_in(lee.get("/welcome"))}

    first = lee.post("/welcome/sample", data=sent, follow_redirects=True)
    again = lee.post("/welcome/sample", data=sent, follow_redirects=True)

    found = re.search(r"with the password (\S{12})\. It is shown only now\.", unescape(first.text))
    assert found
    assert "with the password" not in again.text
    session.rollback()
    hashes = dict(session.execute(select(Person.email, Person.password_hash)).all())
    for email in sample_team.SIGN_INS:
        assert password_fits(found[1], hashes[email])
        assert not password_fits(sample_team.PASSWORD, hashes[email])


def test_nothing_is_loaded_where_somebody_real_has_one_of_its_addresses(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    session.add(PersonRole(person_id=cast.lee.id, role=Role.ADMIN))
    cast.otto.email = "trainer@example.com"
    session.commit()
    lee = browser_of(cast.lee)

    answer = lee.post("/welcome/sample", data={"form_id": form_id_in(lee.get("/welcome"))})

    assert answer.status_code == 400
    assert "trainer@example.com is the account of somebody real here." in answer.text
    assert number_of_sample_people(session) == 0


def test_a_button_takes_it_away_after_saying_what_goes_and_what_stays(
    session: Session, cast: Cast, sample: None, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)
    asked = browser.get(REMOVE)

    answer = browser.post(REMOVE, data={"form_id": form_id_in(asked)}, follow_redirects=True)

    assert "What goes" in asked.text
    assert "What stays" in asked.text
    assert "The sample is gone." in answer.text
    assert "Load the sample team" in answer.text
    assert number_of_sample_people(session) == 0
    acts = select(AuditEntry.actor_id).where(AuditEntry.act == AuditAct.SAMPLE_REMOVED)
    assert session.scalars(acts).all() == [cast.lee.id]


def test_nobody_of_the_sample_and_no_leader_alone_removes_it(
    session: Session, cast: Cast, sample: None, browser_of: Browser
) -> None:
    assert browser_of(cast.olga).get(REMOVE).status_code == 403
    assert number_of_sample_people(session) > 0


def test_where_there_is_none_the_page_says_so(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    session.add(PersonRole(person_id=cast.lee.id, role=Role.ADMIN))
    session.commit()

    assert "There is no sample here." in browser_of(cast.lee).get(REMOVE).text
