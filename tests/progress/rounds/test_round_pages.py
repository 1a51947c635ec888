"""What does a reader see of a round, on the page, in a file and on a certificate?"""

from __future__ import annotations

import csv
import io

from sqlalchemy.orm import Session

from tandem.models import (
    Course,
)
from tests.cast import Cast
from tests.conftest import Browser
from tests.progress.rounds.round_helpers import both_finish
from tests.two_pairs import two_pairs


@two_pairs
def test_page_and_file_say_in_which_round_a_pair_is(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    both_finish(session, cast)
    session.rollback()

    browser, base = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/"
    address = f"/lead/pairs/{cast.pair.id}/courses/teaming"
    page = " ".join(browser.get(address).text.split())
    (line,) = csv.DictReader(io.StringIO(browser.get(f"{base}report.csv").text[1:]))

    assert "Round 2 since 2 Apr 2026 (Europe/Berlin)." in page
    assert (line["Round"], line["Round since"]) == ("2", "2026-04-02")
    assert line["Rep’s half"] == "Open, completed before on 2 Mar 2026"
    assert f"<dd>{line['Rep’s half']} <span" in page


@two_pairs
def test_the_learner_reads_that_it_is_a_new_round_and_can_do_it_again(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    both_finish(session, cast)
    session.rollback()

    mine = " ".join(browser_of(cast.sam).get("/").text.split())
    page = " ".join(browser_of(cast.sam).get("/learn/teaming/engine/").text.split())

    assert "Round 2 since 2 Apr 2026 (Europe/Berlin)." in mine
    assert "Begin to read" in mine
    assert "You completed this before, on 2 Mar 2026, and that stays." in page
    assert "I have read this" in page


def test_a_certificate_of_an_earlier_round_can_still_be_made_and_found(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    both_finish(session, cast)
    session.rollback()
    browser = browser_of(cast.sam)

    made = browser.post(f"/certificates/pairs/{cast.pair.id}/teaming").location

    assert made in browser.get("/certificates/").text
    assert "2 Mar 2026" in browser.get(made or "").text
