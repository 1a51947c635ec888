"""What do the two keep on their page, and who reads it?"""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tandem.models import PersonRole, TeamLeader
from tandem.terms import Role
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, serve
from tests.together.steps.step_helpers import AGREED, THANKS, THOUGHT, for_two, give
from tests.together.steps.test_agreement import propose, sign

KEPT = ("FOR MONDAY", "CALL BY NOON")


@pytest.fixture
def given(session: Session, cast: Cast, browser_of: Browser) -> None:
    """Sam has thanked Sue, both have agreed on something, and Sam has a thought of his own."""
    assign(session, cast.pair, serve(session, for_two(THANKS, AGREED, THOUGHT)))
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    give(sam, cast, "thanks", text="FOR MONDAY")
    propose(sam, cast, "CALL BY NOON")
    sign(sue, cast)
    give(sam, cast, "thought", text="MY OWN THOUGHT")


def kept_on(browser: FlaskClient, cast: Cast) -> list[str]:
    """What the pair's page shows of it."""
    page = browser.get(f"/pairs/{cast.pair.id}/").text
    assert "Sam Adeyemi and Sue Zhang" in page
    return [text for text in (*KEPT, "MY OWN THOUGHT") if text in page]


@pytest.mark.parametrize("who", ["sam", "sue"])
def test_thanks_and_the_agreement_are_kept_for_both(
    cast: Cast, given: None, browser_of: Browser, who: str
) -> None:
    assert kept_on(browser_of(getattr(cast, who)), cast) == list(KEPT)


def test_a_leader_outside_reads_neither(cast: Cast, given: None, browser_of: Browser) -> None:
    assert kept_on(browser_of(cast.lee), cast) == []


def test_a_leader_in_another_pair_of_the_team_reads_neither(
    session: Session, cast: Cast, given: None, browser_of: Browser
) -> None:
    cast.otto.role_rows.append(PersonRole(role=Role.LEADER))
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.otto.id))
    session.commit()

    assert kept_on(browser_of(cast.otto), cast) == []
