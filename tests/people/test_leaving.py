"""What becomes of somebody who leaves by a list, of their records, and of the partner?"""

from __future__ import annotations

import io
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import CalendarAddress, Completion, Course, Pair, TeamMember
from tandem.notifications.calendar import actions as calendar
from tandem.terms import PairState
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, finish, form_id_in, lesson, question, serve
from tests.moments import SetClock
from tests.notifications.conftest import mail_today
from tests.postbox import Postbox, text_of
from tests.two_pairs import two_pairs

LEAVES = "email;given name;surname;role;team;partner;leaves\nsam@example.com;;;;North;;yes\n"


@pytest.fixture
def course(session: Session, cast: Cast, clock: SetClock) -> Course:
    """Sam and Sue have finished a module together."""
    clock.set_to(NOW)
    served = serve(session, lesson(question("q1")), lesson(question("q2"), name="second"))
    assign(session, cast.pair, served, due_on=date(2026, 3, 9))
    for one in (cast.sam, cast.sue):
        finish(session, one)
    return served


def sam_leaves(browser: FlaskClient, address: str) -> TestResponse:
    """Bring a list that says so, look at it, and do it."""
    sent = {
        "form_id": form_id_in(browser.get(address)),
        "file": (io.BytesIO(LEAVES.encode()), "people.csv"),
    }
    look = browser.post(address, data=sent, follow_redirects=True)
    assert "1 person leaves: sam@example.com" in look.text
    done = {"form_id": form_id_in(look)}
    return browser.post(look.request.path, data=done, follow_redirects=True)


def test_who_leaves_by_a_list_is_out_at_once_and_every_record_stays(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    calendar.renew(session, cast.sam.id, now=NOW)
    session.commit()
    key = session.get_one(CalendarAddress, cast.sam.id).key
    sam, anybody = browser_of(cast.sam), browser_of(None)
    assert sam.get("/").status_code == anybody.get(f"/calendar/{key}.ics").status_code == 200

    sam_leaves(browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people/import")

    assert sam.get("/").status_code == 302
    assert anybody.get(f"/calendar/{key}.ics").status_code == 404
    session.rollback()
    session.refresh(cast.pair)
    assert cast.pair.state is PairState.ENDED
    kept = session.scalars(select(Completion).where(Completion.person_id == cast.sam.id)).all()
    assert kept
    page = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/report.csv?ended=1").text
    assert "Sam Adeyemi" in page


def test_the_partner_of_who_leaves_is_told_kindly_and_keeps_everything(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox,
    browser_of: Browser,
) -> None:  # fmt: skip
    sam_leaves(browser_of(cast.ada), "/admin/import")

    mail_today(mailing)

    (letter,) = postbox.to("sue@example.com")
    assert "Your pair with Sam Adeyemi has ended. Everything" in text_of(letter, "plain")
    assert postbox.to("sam@example.com") == []
    assert "What you have completed stays yours" in browser_of(cast.sue).get("/").text


@two_pairs
def test_a_new_pair_is_offered_at_once_where_somebody_is_left(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    session.add(TeamMember(team_id=cast.north.id, person_id=cast.otto.id))
    session.commit()

    page = sam_leaves(lee, f"/lead/teams/{cast.north.id}/people/import")

    assert "Now without a partner: Sue Zhang. They will be told; form new pairs here." in page.text
    form = {"form_id": form_id_in(page), "rep": cast.otto.id, "support": cast.sue.id}
    lee.post(page.request.path, data={**form, "has_agreed": "y"})
    formed = session.scalars(select(Pair).where(Pair.rep_id == cast.otto.id)).all()
    assert cast.sue.id in {pair.support_id for pair in formed}
    assert f'value="{cast.sam.id}"' not in page.text


@two_pairs
def test_ada_is_told_who_is_left_without_a_partner(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    page = sam_leaves(browser_of(cast.ada), "/admin/import")

    assert "Now without a partner: Sue Zhang. They will be told; their leaders can" in page.text
