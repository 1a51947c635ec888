"""How do people say how they like to work, and how does a leader find pairs?"""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import PairChange, TeamMember, WorkingStyle
from tandem.people.pairs import actions as pairs
from tandem.terms import PairState
from tests import cast as stage
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import counted_queries, form_id_in
from tests.two_pairs import two_pairs

ANSWERS = {
    "likes": "yes", "rhythm": "early", "channel": "talk", "planning": "ahead", "seats": "1",
    "may_be_used": "y",
}  # fmt: skip


def answer(browser: FlaskClient, **fields: Any) -> TestResponse:
    """Say how one likes to work."""
    sent = {"form_id": form_id_in(browser.get("/account/working")), **ANSWERS, **fields}
    return browser.post("/account/working", data=sent)


def free(session: Session, cast: Cast, *, not_again: bool = False) -> str:
    """Sam and Sue are no pair anymore; the address of the suggestions."""
    pairs.change_state(
        session, cast.pair, PairState.ENDED, by_id=cast.lee.id, now=NOW, not_again=not_again
    )
    session.commit()
    return f"/lead/teams/{cast.north.id}/pairs/suggestions"


@two_pairs
def test_lee_sees_a_suggestion_with_its_reasons_and_proposes_it(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    address, lee = free(session, cast), browser_of(cast.lee)
    for one in (cast.sam, cast.sue):
        answer(browser_of(one))

    page = lee.get(address)
    assert "Both enjoy working with their opposite." in page.text
    lee.post(f"{address}/{cast.sam.id}/{cast.sue.id}", data={"form_id": form_id_in(page)})

    session.rollback()
    session.refresh(cast.pair)
    assert cast.pair.state is PairState.PROPOSED


def test_two_who_are_not_to_meet_again_are_not_suggested(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    address = free(session, cast, not_again=True)
    for one in (cast.sam, cast.sue):
        answer(browser_of(one))

    assert "No suggestion now" in browser_of(cast.lee).get(address).text
    assert session.scalars(select(PairChange).where(PairChange.not_again)).one()


def test_without_consent_nobody_is_suggested_and_nobody_reads_an_answer(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    address = free(session, cast)
    answer(browser_of(cast.sam))
    answer(browser_of(cast.sue), may_be_used="")

    page = browser_of(cast.lee).get(address).text

    assert "No suggestion now" in page
    assert "Early in the day" not in page


def test_who_reads_it_is_said_before_and_kept_with_the_answer(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assert "nobody reads your answers" in browser_of(cast.sam).get("/account/working").text

    answer(browser_of(cast.sam))

    kept = session.scalars(select(WorkingStyle)).one()
    assert kept.promise == "leaders_see_reasons_only"


def test_whoever_has_a_partner_reads_what_the_answers_are_for(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    said = "nothing changes for the two of you"
    with_partner = browser_of(cast.otto).get("/account/working").text
    session.merge(cast.other_pair).state = PairState.ENDED
    session.commit()

    assert said in with_partner
    assert said not in browser_of(cast.otto).get("/account/working").text


def test_an_answer_that_is_missing_is_named(cast: Cast, browser_of: Browser) -> None:
    page = answer(browser_of(cast.sam), likes="", seats="9")

    assert page.status_code == 400
    assert "Choose one." in page.text
    assert "Write a number from 1 to 5." in page.text


def test_the_best_of_somebody_is_read_by_them_and_by_no_partner(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people/{cast.sam.id}/best"
    sent = {"form_id": form_id_in(lee.get(address)), "text": "Finds new customers."}

    lee.post(address, data=sent)

    assert "Finds new customers." in browser_of(cast.sam).get("/account/working").text
    assert "Finds new customers." not in browser_of(cast.sue).get("/account/working").text


def test_a_stranger_to_the_list_cannot_be_proposed(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    address, lee = free(session, cast), browser_of(cast.lee)
    sent = {"form_id": form_id_in(lee.get(f"/lead/teams/{cast.north.id}/pairs"))}

    page = lee.post(f"{address}/{cast.otto.id}/{cast.sue.id}", data=sent, follow_redirects=True)

    assert "This suggestion is out of date" in page.text


def test_the_number_of_queries_does_not_depend_on_the_number_of_people(
    engine: Engine, session: Session, cast: Cast, browser_of: Browser
) -> None:
    address, lee = free(session, cast), browser_of(cast.lee)
    counts = []
    for one in (None, cast.otto, cast.ona):
        if one is not None:
            answer(browser_of(one))
            session.add(TeamMember(team_id=cast.north.id, person_id=one.id))
            session.commit()
        with counted_queries(engine) as sent:
            assert lee.get(address).status_code == 200
        counts.append(len(sent))

    assert counts[0] == counts[1] == counts[2]


@two_pairs
def test_my_page_asks_nobody_who_has_a_partner(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    pages = [browser_of(who).get("/").text for who in (cast.sam, cast.sue)]
    stage.change(session, cast.pair, PairState.ENDED)
    session.commit()
    pages.append(browser_of(cast.sue).get("/").text)

    asked = ["help to find you a partner" in page for page in pages]
    assert asked == [False, False, True]


@two_pairs
def test_my_page_asks_quietly_until_it_is_answered(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    stage.change(session, cast.pair, PairState.ENDED)
    session.commit()
    sam, question = browser_of(cast.sam), "Do you like working with your opposite?"
    assert question in sam.get("/").text

    answer(sam)

    assert question not in sam.get("/").text
    assert question in browser_of(cast.sue).get("/").text


@two_pairs
def test_my_page_does_not_ask_again_once_it_was_put_off(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    stage.change(session, cast.pair, PairState.ENDED)
    session.commit()
    sam, question = browser_of(cast.sam), "Do you like working with your opposite?"
    form_id = form_id_in(sam.get("/"))

    answers = [sam.post("/account/working/later", data={"form_id": form_id}) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    assert question not in sam.get("/").text
    assert question in sam.get("/account/working").text


def test_nobody_without_a_seat_is_asked(cast: Cast, browser_of: Browser) -> None:
    for one in (cast.lee, cast.tess, cast.ada):
        page = browser_of(one).get("/", follow_redirects=True).text
        assert "<h1" in page
        assert "working with your opposite" not in page


@two_pairs
def test_who_would_sit_in_two_pairs_is_suggested_a_second_partner_and_no_third(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    session.add_all(TeamMember(team_id=cast.north.id, person_id=one.id) for one in (cast.ona,))
    session.commit()
    address, lee = f"/lead/teams/{cast.north.id}/pairs/suggestions", browser_of(cast.lee)
    answer(browser_of(cast.ona), seats="2")
    answer(browser_of(cast.sam), seats="1")
    assert "No suggestion now" in lee.get(address).text, "Sam sits in one pair and wants no more"

    answer(browser_of(cast.sam), seats="2")
    page = lee.get(address)
    assert "Sam Adeyemi and Ona" in page.text
    lee.post(f"{address}/{cast.sam.id}/{cast.ona.id}", data={"form_id": form_id_in(page)})

    assert "No suggestion now" in lee.get(address).text
