"""How do two partners and their leader agree on a goal?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Goal, GoalReading, PersonRole, TeamLeader
from tandem.people.pairs import actions as pairs
from tandem.people.pairs.queries import ShownPair
from tandem.terms import PairState, Role
from tandem.together.goals import actions
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.moments import SetClock
from tests.together.goals.conftest import PROPOSAL, SENT, Found

TODAY = "today"


def propose(browser: FlaskClient, cast: Cast, **changes: str) -> TestResponse:
    """Open the form and send it."""
    address = f"/pairs/{cast.pair.id}/goal/propose"
    form_id = form_id_in(browser.get(address))
    return browser.post(address, data={**SENT, "form_id": form_id, **changes})


def agree(browser: FlaskClient, cast: Cast, *, number: int = 1) -> TestResponse:
    """Press the button on the goal's page."""
    form_id = form_id_in(browser.get(f"/pairs/{cast.pair.id}/goal/"))
    address = f"/pairs/{cast.pair.id}/goal/agree"
    return browser.post(address, data={"form_id": form_id, "number": number})


@pytest.mark.parametrize("who", ["sam", "sue", "lee"])
def test_each_of_the_three_may_propose_and_has_said_yes_with_it(
    cast: Cast, browser_of: Browser, found: Found, who: str
) -> None:
    answer = propose(browser_of(getattr(cast, who)), cast)

    assert answer.status_code == 303
    proposal = found().proposed
    assert proposal is not None
    assert [one.person_id for one in proposal.yes] == [getattr(cast, who).id]
    assert (proposal.name, proposal.target, proposal.share_percent) == ("Late orders", 8, 10)


def test_a_goal_holds_when_both_and_a_leader_have_said_yes(
    cast: Cast, browser_of: Browser, found: Found
) -> None:
    propose(browser_of(cast.sam), cast)
    agree(browser_of(cast.sue), cast)
    before = found().agreed

    agree(browser_of(cast.lee), cast)

    assert before is None
    assert found().agreed is not None
    assert found().proposed is None


def test_a_leader_in_the_pair_counts_once(
    session: Session, cast: Cast, browser_of: Browser, found: Found
) -> None:
    cast.sam.role_rows.append(PersonRole(role=Role.LEADER))
    session.query(TeamLeader).filter_by(team_id=cast.north.id).delete()
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.sam.id))
    session.commit()

    propose(browser_of(cast.sam), cast)
    agree(browser_of(cast.sue), cast)

    assert found().agreed is not None


def test_a_yes_to_an_older_version_is_no_yes_to_the_newer_one(
    session: Session,
    cast: Cast,
    shown: ShownPair,
    proposed: Goal,
    browser_of: Browser,
    found: Found,
) -> None:
    browser = browser_of(cast.sam)
    form_id = form_id_in(browser.get(f"/pairs/{cast.pair.id}/goal/"))
    actions.propose(session, shown, PROPOSAL, number=2, time_zone="UTC", by_id=cast.lee.id, now=NOW)
    session.commit()

    answer = browser.post(
        f"/pairs/{cast.pair.id}/goal/agree",
        data={"form_id": form_id, "number": 1},
        follow_redirects=True,
    )

    assert "There is a newer version meanwhile" in answer.text
    proposal = found().proposed
    assert proposal is not None
    assert [one.person_id for one in proposal.yes] == [cast.lee.id]


def test_the_agreed_version_holds_until_the_new_one_has_every_yes(
    cast: Cast, agreed: Goal, browser_of: Browser, found: Found
) -> None:
    propose(browser_of(cast.sam), cast, target="5")

    now = found()
    assert now.agreed is not None
    assert now.proposed is not None
    assert (now.agreed.target, now.proposed.target) == (8, 5)


def test_a_german_reader_finds_the_target_with_a_comma_to_change_it(
    session: Session, cast: Cast, agreed: Goal, browser_of: Browser
) -> None:
    cast.sam.language = "de"
    session.commit()
    sam = browser_of(cast.sam)

    propose(sam, cast, target="5,25")

    assert 'value="5,25"' in sam.get(f"/pairs/{cast.pair.id}/goal/propose").text


def test_readings_go_on_under_the_same_name_and_begin_anew_under_another(
    session: Session, cast: Cast, agreed: Goal, browser_of: Browser
) -> None:
    propose(browser_of(cast.sam), cast, name="  late   ORDERS ", target="5")
    propose(browser_of(cast.sam), cast, name="Returns")

    query = select(Goal.measure_id).order_by(Goal.number)
    first, same, other = session.scalars(query).all()
    assert first == same != other


def test_two_proposals_at_once_make_one_and_the_other_is_kept_in_its_form(
    cast: Cast, browser_of: Browser, found: Found
) -> None:
    browser, address = browser_of(cast.sam), f"/pairs/{cast.pair.id}/goal/propose"
    form_id = form_id_in(browser.get(address))
    propose(browser_of(cast.sue), cast)

    answer = browser.post(address, data={**SENT, "form_id": form_id, "name": "MINE"})
    again = browser.post(address, data={**SENT, "form_id": form_id_in(answer), "name": "MINE"})

    assert answer.status_code == 400
    assert "A newer version was proposed meanwhile" in answer.text
    assert 'value="MINE"' in answer.text
    assert again.status_code == 303
    assert [one.name for one in found().versions] == ["MINE", "Late orders"]


def test_a_proposal_sent_twice_is_one(session: Session, cast: Cast, browser_of: Browser) -> None:
    browser, address = browser_of(cast.sam), f"/pairs/{cast.pair.id}/goal/propose"
    sent = {**SENT, "form_id": form_id_in(browser.get(address))}

    first, second = browser.post(address, data=sent), browser.post(address, data=sent)

    assert first.location == second.location
    assert session.scalar(select(func.count()).select_from(Goal)) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "  "}, "Give the measure a name."),
        ({"name": "\u202e" * 100}, "Give the measure a name."),
        ({"unit": "\u200b"}, "Say in what it is counted."),
        ({"baseline_to": "2025-12-31"}, "The baseline ends before it begins."),
        ({"review_on": "2026-01-02"}, "Choose a day after today."),
        ({"review_on": TODAY}, "Choose a day after today."),
        ({"baseline_to": "2099-07-01"}, "Choose a day after the baseline."),
        ({"baseline_to": "2099-06-01"}, "Choose a day after the baseline."),
        ({"baseline_from": "someday"}, "Not a valid date value."),
        ({"baseline_to": "someday"}, "Not a valid date value."),
        ({"review_on": "someday"}, "Not a valid date value."),
        ({"unit": " \t"}, "Say in what it is counted."),
        ({"target": "NaN"}, "Write a number"),
        ({"target": "1e300"}, "Write a number"),
        ({"target": "1.500"}, "“1.500” can mean 1500 or 1.5000."),
        ({"share_percent": "101"}, "Write a number from 0 to 100."),
        ({"better": "sideways"}, "Not a valid choice"),
    ],
)
def test_a_proposal_that_cannot_hold_is_refused_with_what_was_written(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock,
    changes: dict[str, str], words: str,
) -> None:  # fmt: skip
    today = clock.now.date().isoformat()
    sent = {field: today if value is TODAY else value for field, value in changes.items()}

    answer = propose(browser_of(cast.sam), cast, **sent)

    assert answer.status_code == 400
    assert words in answer.text
    assert "A tenth of the bonus." in answer.text
    assert session.scalar(select(func.count()).select_from(Goal)) == 0


@pytest.mark.parametrize("typed", ["12.5 %", "12,5%", "12.5 percent"])
def test_a_share_may_be_typed_with_the_sign_of_percent(
    cast: Cast, browser_of: Browser, found: Found, typed: str
) -> None:
    propose(browser_of(cast.sam), cast, share_percent=typed)

    proposal = found().proposed
    assert proposal
    assert proposal.share_percent == 12.5


def test_a_share_that_is_no_number_is_refused_in_one_sentence(
    cast: Cast, browser_of: Browser
) -> None:
    text = propose(browser_of(cast.sam), cast, share_percent="a tenth").text

    assert "Write a number, such as 12.5." in text
    assert "Write a number from 0 to 100." not in text


def test_a_baseline_of_one_day_and_a_look_the_day_after_today_are_enough(
    cast: Cast, browser_of: Browser, found: Found, clock: SetClock
) -> None:
    tomorrow = clock.now.date() + timedelta(days=1)
    today = clock.now.date().isoformat()

    answer = propose(
        browser_of(cast.sam), cast, baseline_from=today, baseline_to=today,
        review_on=tomorrow.isoformat(), name=" Late   orders ", unit=" a  week",
    )  # fmt: skip

    assert answer.status_code == 303
    proposal = found().proposed
    assert proposal is not None
    assert (proposal.name, proposal.unit, proposal.review_on) == ("Late orders", "a week", tomorrow)


@pytest.mark.parametrize(
    "path", ["propose", "agree", "withdraw", "readings", "import", "readings/1"]
)
def test_an_ended_pairs_goal_can_be_read_and_not_changed(
    session: Session, cast: Cast, agreed: Goal, browser_of: Browser, path: str
) -> None:
    pairs.change_state(session, cast.pair, PairState.ENDED, by_id=None, now=NOW)
    session.commit()
    browser = browser_of(cast.sam)

    answer = browser.post(f"/pairs/{cast.pair.id}/goal/{path}", data={**SENT, "value": "1"})

    assert answer.location == f"/pairs/{cast.pair.id}/goal/"
    assert session.scalar(select(func.count()).select_from(GoalReading)) == 0
    page = browser.get(f"/pairs/{cast.pair.id}/goal/")
    assert "Everything stays readable" in page.text
    assert "Add the reading" not in page.text


def test_the_page_says_when_the_day_to_look_again_has_come(
    session: Session, cast: Cast, agreed: Goal, browser_of: Browser
) -> None:
    agreed.review_on = date(2026, 2, 1)
    session.commit()

    text = browser_of(cast.lee).get(f"/pairs/{cast.pair.id}/goal/").text

    assert "The day to look at it again has come" in text


@pytest.mark.parametrize(
    ("hour", "has_come"), [("2026-05-31T21:59", False), ("2026-05-31T22:00", True)]
)
def test_the_day_to_look_again_comes_with_its_morning_where_the_goal_is(
    cast: Cast, agreed: Goal, found: Found, hour: str, has_come: bool
) -> None:
    now = datetime.fromisoformat(f"{hour}+00:00")

    assert found().is_to_be_reviewed(now) is has_come


def test_all_versions_say_who_had_said_yes_to_which(
    session: Session, cast: Cast, agreed: Goal, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    address = f"/pairs/{cast.pair.id}/goal/propose"
    for target in ("7", "6"):
        lee.post(address, data={**SENT, "target": target, "form_id": form_id_in(lee.get(address))})

    history = lee.get(f"/pairs/{cast.pair.id}/goal/").text.split("All versions")[1]

    third, second, first = history.split("<h3>")[1:]
    assert first.count("said yes on") == 3
    assert "Lee Moreau said yes on" in second
    assert "hasn’t said yes yet" not in second
    assert "Sam Adeyemi hasn’t said yes yet" in third


def test_a_proposed_pairs_goal_waits_for_the_pair(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    cast.pair.state = PairState.PROPOSED
    session.commit()

    text = browser_of(cast.sam).get(f"/pairs/{cast.pair.id}/goal/").text

    assert "This pair hasn’t begun yet." in text
    assert "has ended" not in text
    assert "Propose a goal" not in text
