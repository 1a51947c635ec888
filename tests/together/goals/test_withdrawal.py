"""May a proposal be taken back, by whom, and what stays of it?"""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Goal, PersonRole, TeamLeader
from tandem.people.pairs.queries import ShownPair
from tandem.terms import Role
from tandem.together.goals import actions
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.together.goals.conftest import PROPOSAL, SENT, Found

WITHDRAW = "Withdraw my proposal"


def withdraw(
    browser: FlaskClient, cast: Cast, *, number: int = 1, form_id: str = ""
) -> TestResponse:
    """Press the button on the goal's page."""
    page = f"/pairs/{cast.pair.id}/goal/"
    sent = {"form_id": form_id or form_id_in(browser.get(page)), "number": number}
    return browser.post(f"{page}withdraw", data=sent, follow_redirects=True)


def test_whoever_proposed_it_takes_a_proposal_back_and_its_text_stays(
    cast: Cast, proposed: Goal, browser_of: Browser, found: Found
) -> None:
    answer = withdraw(browser_of(cast.sue), cast)

    assert "Your proposal is withdrawn." in answer.text
    assert found().proposed is None
    history = browser_of(cast.sam).get(f"/pairs/{cast.pair.id}/goal/").text.split("All versions")[1]
    assert "Withdrawn on" in history
    assert "A tenth of the bonus." in history
    assert "hasn’t said yes yet" not in history


def test_the_agreed_goal_holds_on_when_a_change_is_withdrawn(
    session: Session, cast: Cast, shown: ShownPair, agreed: Goal, browser_of: Browser, found: Found
) -> None:
    actions.propose(session, shown, PROPOSAL, number=2, time_zone="UTC", by_id=cast.sam.id, now=NOW)
    session.commit()

    withdraw(browser_of(cast.sam), cast, number=2)

    now = found()
    assert now.agreed is not None
    assert (now.agreed.number, now.proposed) == (1, None)


@pytest.mark.parametrize("who", ["sam", "lee"])
def test_nobody_withdraws_what_another_proposed(
    cast: Cast, proposed: Goal, browser_of: Browser, found: Found, who: str
) -> None:
    browser = browser_of(getattr(cast, who))
    page = browser.get(f"/pairs/{cast.pair.id}/goal/").text

    answer = withdraw(browser, cast)

    assert WITHDRAW not in page
    assert answer.status_code == 403
    assert found().proposed is not None


def test_a_leader_in_the_pair_withdraws_the_own_proposal_alone(
    session: Session, cast: Cast, proposed: Goal, browser_of: Browser, found: Found
) -> None:
    cast.sam.role_rows.append(PersonRole(role=Role.LEADER))
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.sam.id))
    session.commit()

    refused = withdraw(browser_of(cast.sam), cast).status_code

    assert refused == 403
    withdraw(browser_of(cast.sue), cast)
    assert found().is_withdrawn


def test_nobody_outside_withdraws_or_learns_of_it(
    cast: Cast, proposed: Goal, browser_of: Browser, found: Found
) -> None:
    otto = browser_of(cast.otto)
    form_id = form_id_in(otto.get(f"/pairs/{cast.other_pair.id}/goal/propose"))

    answer = withdraw(otto, cast, form_id=form_id)

    assert answer.status_code == 404
    assert found().proposed is not None


def test_what_all_have_agreed_on_is_not_withdrawn(
    session: Session,
    cast: Cast,
    shown: ShownPair,
    proposed: Goal,
    browser_of: Browser,
    found: Found,
) -> None:
    sue = browser_of(cast.sue)
    form_id = form_id_in(sue.get(f"/pairs/{cast.pair.id}/goal/"))
    for person in (cast.sam, cast.lee):
        actions.say_yes(session, shown, goal_id=proposed.id, person_id=person.id, now=NOW)
    session.commit()

    answer = withdraw(sue, cast, form_id=form_id)

    assert "This version no longer waits for a yes. Nothing was withdrawn." in answer.text
    assert found().agreed is not None


def test_a_yes_that_crosses_a_withdrawal_is_told_so(
    cast: Cast, proposed: Goal, browser_of: Browser, found: Found
) -> None:
    sam, page = browser_of(cast.sam), f"/pairs/{cast.pair.id}/goal/"
    form_id = form_id_in(sam.get(page))
    withdraw(browser_of(cast.sue), cast)

    sent = {"form_id": form_id, "number": 1}
    answer = sam.post(f"{page}agree", data=sent, follow_redirects=True)

    assert "This version was withdrawn meanwhile." in answer.text
    assert len(found().versions[0].yes) == 1


def test_a_withdrawal_sent_twice_is_one(
    cast: Cast, proposed: Goal, browser_of: Browser, found: Found
) -> None:
    sue = browser_of(cast.sue)
    form_id = form_id_in(sue.get(f"/pairs/{cast.pair.id}/goal/"))
    first = withdraw(sue, cast, form_id=form_id)

    second = withdraw(sue, cast, form_id=form_id)

    assert "Your proposal is withdrawn." in first.text
    assert "no longer waits" not in second.text
    assert second.request.path == first.request.path


def test_whoever_proposes_after_a_withdrawal_begins_with_what_holds(
    session: Session, cast: Cast, shown: ShownPair, agreed: Goal, browser_of: Browser, found: Found
) -> None:
    sam, address = browser_of(cast.sam), f"/pairs/{cast.pair.id}/goal/propose"
    sent = {**SENT, "target": "5", "form_id": form_id_in(sam.get(address))}
    sam.post(address, data=sent)
    withdraw(sam, cast, number=2)

    page = sam.get(address)
    sam.post(address, data={**SENT, "target": "6", "form_id": form_id_in(page)})

    assert 'value="8"' in page.text
    assert [one.target for one in found().versions] == [6, 5, 8]
