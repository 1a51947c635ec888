"""Who waits for whom on the pair's page, and how does one partner nudge the other?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import Assignment, Course, Letter, MailChoice, Nudge
from tandem.people.leaving import close_account
from tandem.people.pairs import actions as pairs
from tandem.terms import LetterKind, PairState, Step
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, do, finish, lesson, question, serve


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a module of six minutes, half of them to read; Sam has finished it, Sue has
    read it."""
    whole = lesson(question("q1"))
    first = replace(whole.sections[0], text="word " * 80)
    served = serve(session, replace(whole, sections=(first, *whole.sections[1:])))
    assign(session, cast.pair, served)
    finish(session, cast.sam)
    do(session, cast.sue, Step.READ)
    return served


def count(session: Session, table: type[Letter | Nudge]) -> int:
    """How many rows there are."""
    session.rollback()
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_whoever_is_done_reads_how_long_the_partner_still_takes(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    text = " ".join(browser_of(cast.sam).get(f"/pairs/{cast.pair.id}/").text.split())

    assert "Your half of “Gasoline and engine” is done. Sue Zhang has about 3 minutes left." in text
    assert "Send a kind nudge" in text


def test_the_picture_of_the_halves_counts_the_minutes_down_step_by_step(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    text = " ".join(browser_of(cast.sam).get(f"/pairs/{cast.pair.id}/").text.split())

    assert "0 of 1 module · about 3 minutes left" in text
    assert "about 6 minutes left" not in text


def test_whoever_is_waited_for_gets_one_button_to_go_on(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    text = " ".join(browser_of(cast.sue).get(f"/pairs/{cast.pair.id}/").text.split())

    assert "Sam Adeyemi has finished “Gasoline and engine”" in text
    assert "You have about 3 minutes left." in text
    assert "Send a kind nudge" not in text


def test_a_nudge_goes_out_as_one_letter_and_stands_on_my_page(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser, address = browser_of(cast.sam), f"/pairs/{cast.pair.id}/nudge"

    browser.post(address, data={"course": course.id})
    browser.post(address, data={"course": course.id})

    assert (count(session, Nudge), count(session, Letter)) == (1, 1)
    letter = session.scalars(select(Letter)).one()
    assert letter.recipient == cast.sue.email
    assert letter.kind is LetterKind.DAILY
    assert "Sam Adeyemi looks forward to your half" in browser_of(cast.sue).get("/").text
    assert "in three days at the earliest" in browser.get(f"/pairs/{cast.pair.id}/").text


def test_a_nudge_leaves_my_page_with_the_own_half(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser_of(cast.sam).post(f"/pairs/{cast.pair.id}/nudge", data={"course": course.id})
    assert "looks forward to your half" in browser_of(cast.sue).get("/").text

    finish(session, cast.sue)

    assert "looks forward to your half" not in browser_of(cast.sue).get("/").text


def test_a_paused_pair_a_finished_partner_and_a_leader_send_no_nudge(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    address, sent = f"/pairs/{cast.pair.id}/nudge", {"course": course.id}
    browser_of(cast.sue).post(address, data=sent)
    browser_of(cast.lee).post(address, data=sent)
    pairs.change_state(session, cast.pair, PairState.PAUSED, by_id=None, now=NOW)
    session.commit()
    browser_of(cast.sam).post(address, data=sent)
    pairs.change_state(session, cast.pair, PairState.ACTIVE, by_id=None, now=NOW)
    finish(session, cast.sue)
    browser_of(cast.sam).post(address, data=sent)

    assert (count(session, Nudge), count(session, Letter)) == (0, 0)


def test_whoever_has_switched_mail_off_is_nudged_on_my_page_only(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    session.add(MailChoice(person_id=cast.sue.id, reminders=False, digest=True, changed_at=NOW))
    session.commit()

    browser_of(cast.sam).post(f"/pairs/{cast.pair.id}/nudge", data={"course": course.id})

    assert (count(session, Nudge), count(session, Letter)) == (1, 0)


def test_the_page_says_when_both_are_through(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sue)

    text = browser_of(cast.sam).get(f"/pairs/{cast.pair.id}/").text

    assert "You are both through" in text
    assert "halves--both" in text


def test_an_ended_pairs_page_waits_for_nothing(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    given = session.scalars(select(Assignment)).one()
    given.due_on = NOW.date()
    pairs.change_state(session, cast.pair, PairState.ENDED, by_id=None, now=NOW)
    session.commit()

    for who in (cast.sam, cast.sue, cast.lee):
        text = browser_of(who).get(f"/pairs/{cast.pair.id}/").text
        assert "1 of 1 module" in text
        for waiting in ("minutes left", "Waiting for", "by the end of", "nudge"):
            assert waiting not in text


def test_each_finds_what_the_other_read_when_both_are_done(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    link = f"/learn/teaming/engine/together/{cast.pair.id}/seat"
    before = browser_of(cast.sam).get(f"/pairs/{cast.pair.id}/").text
    finish(session, cast.sue)

    assert link not in before
    for who, there in ((cast.sam, True), (cast.sue, True), (cast.lee, False)):
        assert (link in browser_of(who).get(f"/pairs/{cast.pair.id}/").text) is there


def test_while_the_pair_rests_its_page_says_that_nobody_is_nudged(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    address, button = f"/pairs/{cast.pair.id}/", "Send a kind nudge"
    assert button in browser_of(cast.sam).get(address).text
    pairs.change_state(session, cast.pair, PairState.PAUSED, by_id=None, now=NOW)
    session.commit()

    page = browser_of(cast.sam).get(address).text

    assert "While the pair is paused, nobody is nudged." in page
    assert button not in page


def test_who_waits_for_a_closed_account_is_told_whom_to_ask(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    close_account(session, cast.sue.id, by_id=None, now=NOW)
    session.merge(cast.pair).state = PairState.ACTIVE
    session.commit()

    page = " ".join(browser_of(cast.sam).get(f"/pairs/{cast.pair.id}/").text.split())

    assert "is closed. Ask your leader for a new partner; your half stays done." in page
