"""How do the two agree on something?"""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tandem.models import AgreementVersion, Signature
from tandem.terms import Promise
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.together.steps.step_helpers import give, hidden, opened, page_of, section_of

DAY = "2099-01-31"


def propose(browser: FlaskClient, cast: Cast, *lines: str) -> None:
    """Propose a version."""
    answer = give(browser, cast, "agreed", line=list(lines), look_again_on=DAY)
    assert answer.status_code == 303


def sign(browser: FlaskClient, cast: Cast) -> None:
    """Sign the version that the page shows."""
    version = hidden(browser.get(page_of(cast)).text, "agreed", "version_id")
    give(browser, cast, "agreed", what="sign", version_id=version)


def shown(browser: FlaskClient, cast: Cast) -> str:
    """The agreement as somebody sees it."""
    return section_of(browser.get(page_of(cast)).text, "agreed")


def test_proposing_signs_and_the_other_signs_the_same_version(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    propose(sam, cast, "We ask before noon", "", "We say no early")
    before = shown(sue, cast)
    sign(sue, cast)

    assert "Sue Zhang hasn’t signed" in before
    for browser in (sam, sue):
        assert "What you agreed on" in shown(browser, cast)
        assert "look again on 31 Jan 2099" in shown(browser, cast)
    assert session.scalar(select(func.count()).select_from(Signature)) == 2


def test_who_will_read_an_agreement_is_kept_with_each_version(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    before = shown(sam, cast)
    for browser in (sam, sue):
        propose(browser, cast, "We ask before noon")

    assert before.index("You and Sue Zhang will read this") < before.index('name="line"')
    assert session.scalars(select(AgreementVersion.promise)).all() == [Promise.PAIR] * 2


def test_after_a_counter_proposal_each_reads_that_it_waits_for_the_first_and_nothing_holds(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    propose(sam, cast, "Sam's line")
    propose(sue, cast, "Sue's line")
    of_sue, of_sam, whole = shown(sue, cast), shown(sam, cast), sue.get(page_of(cast)).text
    sign(sam, cast)

    assert "You have signed. It waits for Sam Adeyemi." in of_sue
    assert "Sue Zhang has signed. It waits for you." in of_sam
    for halfway in (of_sue, of_sam):
        assert halfway.count("done on") == 1
        assert ": open" not in halfway
        assert "What you agreed on" not in halfway
    assert "Still to do: From now on" not in whole
    assert shown(sue, cast).count("done on") == 2
    assert "What you agreed on" in shown(sam, cast)


def test_a_version_that_was_replaced_cannot_be_signed(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    propose(sam, cast, "First")
    tab = opened(sue, cast, "agreed")
    version = hidden(sue.get(page_of(cast)).text, "agreed", "version_id")
    propose(sam, cast, "Second")

    give(sue, cast, "agreed", what="sign", version_id=version, tab=tab)

    signed = session.scalars(select(Signature.person_id)).all()
    assert set(signed) == {cast.sam.id}
    assert "There is a newer version." in sue.get(page_of(cast)).text


def test_the_agreement_stays_in_force_while_a_new_version_waits(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    propose(sam, cast, "The first")
    sign(sue, cast)
    propose(sue, cast, "The second")

    text = shown(sam, cast)
    assert text.index("What you agreed on") < text.index("The first") < text.index("Proposed")
    assert sorted(session.scalars(select(AgreementVersion.number))) == [1, 2]
    assert "You: done on" in text


def test_proposing_twice_is_proposing_once(session: Session, cast: Cast, sam: FlaskClient) -> None:
    tab = opened(sam, cast, "agreed")

    for _ in range(2):
        give(sam, cast, "agreed", line=["Once"], look_again_on=DAY, tab=tab)

    assert session.scalars(select(AgreementVersion.number)).all() == [1]


def test_the_talk_card_holds_what_both_may_read_and_nothing_else(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "thought", text="FOR-ME")
    give(sam, cast, "saved", text="SEALED")
    give(sam, cast, "told", text="FOR-BOTH")
    propose(sam, cast, "ON-PAPER")
    for browser in (sam, sue):
        give(browser, cast, "often", **{"item-ask": "1" if browser is sam else "4", "item-no": "3"})

    for browser in (sam, sue):
        text = browser.get(f"{page_of(cast)}/talk").text
        assert "FOR-BOTH" in text
        assert "ON-PAPER" in text
        assert "We ask early" in text
        assert "We say no" not in text
        assert "FOR-ME" not in text
        assert "SEALED" not in text


def test_both_hold_the_same_talk_card(cast: Cast, sam: FlaskClient, sue: FlaskClient) -> None:
    for browser, who, mark in ((sue, "SUE", "1"), (sam, "SAM", "4")):
        for step in ("saved", "told", "thanks"):
            give(browser, cast, step, text=f"{who}-{step}")
        give(browser, cast, "often", **{"item-ask": mark, "item-no": "3"})

    one, other = (
        browser.get(f"{page_of(cast)}/talk").text.partition("<main")[2].split()
        for browser in (sam, sue)
    )
    assert one == other
    assert "SUE-saved" in " ".join(one)


def test_the_pair_page_keeps_the_agreement_for_the_two_alone(
    cast: Cast, sam: FlaskClient, sue: FlaskClient, browser_of: Browser
) -> None:
    address = f"/pairs/{cast.pair.id}/"
    propose(sam, cast, "We ask before noon")
    waiting = sue.get(address).text
    sign(sue, cast)
    propose(sam, cast, "We ask before ten")

    kept, leaders = sue.get(address).text, browser_of(cast.lee).get(address).text

    assert "An agreement waits for a signature" in waiting
    assert "Sue Zhang hasn’t signed yet" in waiting
    assert "What you have agreed on" in kept
    assert "We ask before noon" in kept
    assert "A newer version waits for a signature." in kept
    assert "Look at it again on 31 Jan 2099" in kept
    assert "We ask before" not in leaders


def card(browser: FlaskClient, cast: Cast) -> str:
    """The agreement on the pair's page."""
    text = browser.get(f"/pairs/{cast.pair.id}/").text
    return text.partition('id="agreement-1"')[2].partition("</section>")[0]


def test_the_pair_page_leads_whoever_has_not_signed_to_the_signature(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    propose(sam, cast, "CALL BY NOON")

    link = f'href="{page_of(cast)}#step-agreed"'
    assert link in card(sue, cast)
    assert "Read it and sign" in card(sue, cast)
    assert "Read it and sign" not in card(sam, cast)


def test_the_pair_page_shows_what_holds_and_the_newer_version_each_with_its_signatures(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    propose(sam, cast, "CALL BY NOON")
    sign(sue, cast)
    propose(sue, cast, "CALL BY TEN")

    holds, _, newer = card(sam, cast).partition("A newer version waits for a signature.")
    newer, _, history = newer.partition("All versions")

    assert "CALL BY NOON" in holds
    assert "hasn’t signed yet" not in holds
    assert "CALL BY TEN" in newer
    assert "Sam Adeyemi hasn’t signed yet" in newer
    assert history.count("signed on") == 3


def test_the_pair_page_says_when_the_day_to_look_again_has_come_until_somebody_proposes(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    propose(sam, cast, "CALL BY NOON")
    sign(sue, cast)
    before = card(sam, cast)
    session.execute(update(AgreementVersion).values(look_again_on=NOW.date()))
    session.commit()
    come = [card(one, cast) for one in (sam, sue)]
    propose(sue, cast, "CALL BY TEN")

    words = "The day to look at it again has come. Does it still hold?"
    assert [words in text for text in (before, *come, card(sam, cast))] == [0, 1, 1, 0]
