"""What do the pages on mail say, and what does a daily letter say in HTML?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tandem.models import Course
from tandem.people.pairs import actions as pairs
from tandem.terms import PairState, Step
from tests.cast import NOW, Cast, pair, person
from tests.conftest import Browser
from tests.lessons import assign, do, finish
from tests.mail.every_letter import without_style
from tests.notifications.conftest import DUE, At, mail_today
from tests.notifications.daily.test_editions import new_edition
from tests.notifications.daily.test_pages import off_link
from tests.postbox import Postbox, text_of
from tests.written import AsBefore


def html_to(postbox: Postbox, who: str) -> str:
    """The first letter that somebody got, without its style sheet."""
    return without_style(text_of(postbox.to(f"{who}@example.com")[0], "html"))


@pytest.mark.parametrize("holidays", ["", "DE"])
def test_who_chooses_their_mail_reads_when_it_comes(
    mailing: Flask, cast: Cast, at: At, browser_of: Browser, page_as_before: AsBefore,
    holidays: str,
) -> None:  # fmt: skip
    mailing.config.update(WORK_HOURS="Mon-Fri 8-18", HOLIDAYS=holidays)

    page_as_before(browser_of(cast.sam).get("/account/mail").text)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_whoever_follows_the_link_is_asked_once_and_told_that_it_is_off(
    mailing: Flask, cast: Cast, course: Course, postbox: Postbox, browser_of: Browser,
    page_as_before: AsBefore, method: str,
) -> None:  # fmt: skip
    mail_today(mailing)

    page_as_before(browser_of(None).open(off_link(postbox), method=method).text)


@pytest.mark.parametrize("query", ["", "?show=trouble", "?search=sam", "?search=nobody"])
def test_the_log_says_what_became_of_each_letter(
    mailing: Flask, cast: Cast, course: Course, postbox: Postbox, browser_of: Browser,
    page_as_before: AsBefore, query: str,
) -> None:  # fmt: skip
    postbox.refused["sam@example.com"] = "550 no such mailbox"
    postbox.refused["sue@example.com"] = "451 come again later"
    mail_today(mailing)

    page_as_before(browser_of(cast.ada).get(f"/admin/mail{query}").text)


def test_a_daily_letter_tells_what_is_next_and_what_the_partner_did(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox,
    page_as_before: AsBefore,
) -> None:  # fmt: skip
    do(session, cast.sue, Step.READ)

    mail_today(mailing)

    page_as_before(html_to(postbox, "sam"))


def test_a_new_edition_goes_along_with_the_way_to_what_changed(
    mailing: Flask, session: Session, cast: Cast, at: At, postbox: Postbox,
    page_as_before: AsBefore,
) -> None:  # fmt: skip
    new_edition(session, cast, more=True)

    mail_today(mailing)

    page_as_before(html_to(postbox, "sam"))


def test_whoever_is_left_without_a_partner_reads_that_the_pair_has_ended(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox,
    page_as_before: AsBefore,
) -> None:  # fmt: skip
    pairs.change_state(session, cast.pair, PairState.ENDED, by_id=cast.lee.id, now=NOW)
    session.commit()

    mail_today(mailing)

    page_as_before(html_to(postbox, "sam"))


def test_a_week_names_its_first_pairs_with_their_roads_and_counts_the_others(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox, at: At,
    page_as_before: AsBefore,
) -> None:  # fmt: skip
    for number in range(12):
        partner = person(session, f"Partner{number:02}", "Many")
        session.flush()
        assign(session, pair(session, cast.north, cast.otto, partner), course, due_on=DUE)
    finish(session, cast.sam)
    at(NOW + timedelta(days=14))

    mail_today(mailing)

    page_as_before(html_to(postbox, "lee"))
