"""What becomes of somebody who leaves by a list, of their records, and of the partner?"""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import (
    AuditEntry,
    CalendarAddress,
    Completion,
    Course,
    Letter,
    Pair,
    PersonRole,
    SignIn,
    Team,
    TeamLeader,
    TeamMember,
)
from tandem.models.audit import record_act
from tandem.notifications.calendar import actions as calendar
from tandem.people import leaving
from tandem.terms import AuditAct, LetterKind, PairState, Role
from tests import cast as stage
from tests.cast import NOW, Cast, House
from tests.conftest import Browser
from tests.lessons import assign, finish, form_id_in, lesson, question, serve
from tests.moments import SetClock
from tests.notifications.conftest import mail_today
from tests.postbox import Postbox, text_of
from tests.two_pairs import two_pairs

HOUR = timedelta(hours=1)
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


def test_who_left_stays_closed_where_the_account_was_opened_erased_or_closed_anew(
    session: Session, cast: House
) -> None:
    for who, at in ((cast.sam, NOW), (cast.otto, NOW + 2 * HOUR)):
        leaving.close_account(session, who.id, by_id=cast.ada.id, now=at)
    session.flush()

    assert leaving.open_again(session, cast.sam.id, closed_at=NOW + HOUR) is None
    assert leaving.open_again(session, cast.sam.id, closed_at=NOW) is cast.sam
    assert leaving.open_again(session, cast.sam.id, closed_at=NOW) is None
    leaving.close_account(session, cast.sam.id, by_id=cast.ada.id, now=NOW + HOUR)
    session.flush()
    assert leaving.open_again(session, cast.sam.id, closed_at=NOW) is None
    cast.sam.erased_at = NOW
    session.flush()
    assert leaving.open_again(session, cast.sam.id, closed_at=NOW + HOUR) is None


def test_an_account_that_closes_ends_pairs_sign_ins_links_and_waiting_letters(
    session: Session, cast: House
) -> None:
    cast.sam.leaves_on = date(2026, 5, 2)
    for who, sent_at, given_up_at in (
        (cast.sam, None, None), (cast.sam, NOW, None), (cast.sam, None, NOW), (cast.sue, None, None)
    ):  # fmt: skip
        session.add(
            Letter(
                kind=LetterKind.NOTICE, person_id=who.id, recipient=who.email, subject="s",
                text="t", language="en", created_at=NOW, next_try_at=NOW,
                expires_at=NOW + HOUR, sent_at=sent_at, given_up_at=given_up_at, trouble="slow",
            )
        )  # fmt: skip
    session.flush()

    leaving.close_account(session, cast.sam.id, by_id=cast.ada.id, now=NOW + HOUR)
    session.flush()
    session.expire_all()

    assert (cast.sam.is_active, cast.sam.leaves_on) == (False, None)
    letters = session.scalars(select(Letter).order_by(Letter.id)).all()
    assert [(row.given_up_at, row.trouble) for row in letters] == [
        (NOW + HOUR, ""), (None, "slow"), (NOW, "slow"), (None, "slow"),
    ]  # fmt: skip
    ended = [pair.state for pair in (cast.pair, cast.second_pair, cast.leaders_pair)]
    assert ended == [PairState.ENDED, PairState.ENDED, PairState.ACTIVE]
    assert cast.sam.id not in set(session.scalars(select(SignIn.person_id)))
    assert cast.sue.id in set(session.scalars(select(SignIn.person_id)))


def test_pairs_that_a_closing_ends_are_known_before_and_go_on_after_it(
    session: Session, cast: House
) -> None:
    before = leaving.before_closing(session, cast.sam.id)
    assert {pair.pair_id for pair in before} == {cast.pair.id, cast.second_pair.id}
    leaving.close_account(session, cast.sam.id, by_id=cast.ada.id, now=NOW)
    session.flush()
    cast.abe.is_active = False
    session.flush()

    opened = leaving.undo_closing(
        session, cast.sam.id, before, closed_at=NOW, by_id=cast.ada.id, now=NOW + HOUR
    )

    assert opened is not None
    assert (opened.person, opened.ended, opened.going_on) == (cast.sam, 2, 1)
    assert [(one.act, one.subject_id, one.actor_id) for one in opened.entries] == [
        (AuditAct.OPENED, cast.sam.id, cast.ada.id)
    ]


def test_a_last_day_that_is_known_is_not_noted_again(session: Session, cast: House) -> None:
    day = date(2026, 5, 2)
    for wanted in (day, day, None, None):
        leaving.set_last_day(session, cast.sam.id, wanted, by_id=cast.lee.id, now=NOW)
    session.flush()

    query = select(AuditEntry.act, AuditEntry.detail).order_by(AuditEntry.id)
    assert [tuple(row) for row in session.execute(query)] == [
        (AuditAct.LEAVES_ON, "2026-05-02"), (AuditAct.STAYS, ""),
    ]  # fmt: skip


def test_a_closing_by_the_calendar_counts_as_done_by_whoever_named_the_day_last(
    session: Session, cast: House
) -> None:
    for by, day in ((cast.lee, 3), (cast.lia, 2)):
        leaving.set_last_day(session, cast.sam.id, date(2026, 3, day), by_id=by.id, now=NOW)
    leaving.set_last_day(session, cast.sue.id, date(2026, 3, 2), by_id=cast.lee.id, now=NOW)
    cast.sue.is_active = False
    session.flush()

    closed = leaving.close_those_who_have_left(session, now=NOW + timedelta(days=1))

    assert closed == 1
    query = select(AuditEntry.actor_id).where(AuditEntry.act == AuditAct.CLOSED)
    assert session.scalars(query).all() == [cast.lia.id]


def test_what_else_was_done_to_the_account_names_nobody_for_its_closing(
    session: Session, cast: House
) -> None:
    leaving.set_last_day(session, cast.sam.id, date(2026, 3, 2), by_id=cast.lee.id, now=NOW)
    other = {"by_id": cast.ada.id, "subject_id": cast.sam.id, "now": NOW}
    record_act(session, AuditAct.NAME_MENDED, **other)
    session.flush()

    leaving.close_those_who_have_left(session, now=NOW + timedelta(days=1))

    query = select(AuditEntry.actor_id).where(AuditEntry.act == AuditAct.CLOSED)
    assert session.scalars(query).all() == [cast.lee.id]


def test_what_is_done_to_a_closed_account_does_not_hinder_taking_it_back(
    session: Session, cast: House
) -> None:
    leaving.close_account(session, cast.sam.id, by_id=cast.ada.id, now=NOW)
    other = {"by_id": cast.ada.id, "subject_id": cast.sam.id, "now": NOW + HOUR}
    record_act(session, AuditAct.NAME_MENDED, **other)
    session.flush()

    opened = leaving.open_again(session, cast.sam.id, closed_at=NOW)

    assert opened is cast.sam


@pytest.mark.parametrize(
    ("others", "is_alone"), [([], True), (["closed"], True), (["open"], False)]
)
def test_an_administrator_is_alone_without_another_open_one(
    session: Session, cast: House, others: list[str], is_alone: bool
) -> None:
    for state in others:
        session.add(PersonRole(person_id=cast.tess.id, role=Role.ADMIN))
        cast.tess.is_active = state == "open"
    session.flush()

    assert leaving.administers_alone(session, cast.ada.id) is is_alone
    assert not leaving.administers_alone(session, cast.sam.id)


@pytest.mark.parametrize(
    ("zone", "over"),
    [
        ("UTC", datetime(2026, 3, 10, tzinfo=UTC)),
        ("Pacific/Kiritimati", datetime(2026, 3, 9, 10, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 3, 10, 4, tzinfo=UTC)),
    ],
)
def test_an_account_closes_when_its_last_day_is_over_where_the_person_is(
    session: Session, cast: House, zone: str, over: datetime
) -> None:
    cast.sam.time_zone = zone
    leaving.set_last_day(session, cast.sam.id, date(2026, 3, 9), by_id=cast.lee.id, now=NOW)
    session.flush()

    early = over - timedelta(seconds=1)
    assert leaving.close_those_who_have_left(session, now=early) == 0
    assert cast.sam.is_active
    assert leaving.close_those_who_have_left(session, now=over) == 1
    assert not cast.sam.is_active


def test_who_must_stay_for_the_site_stays_after_the_last_day_and_others_go(
    session: Session, cast: House
) -> None:
    for who in (cast.ada, cast.tess, cast.sam):
        leaving.set_last_day(session, who.id, date(2026, 3, 2), by_id=cast.ada.id, now=NOW)
    session.flush()
    later = NOW + timedelta(days=1)

    closed = leaving.close_those_who_have_left(session, now=later, emergency=cast.tess.email)

    assert closed == 1
    assert [who.is_active for who in (cast.ada, cast.tess, cast.sam)] == [True, True, False]
    session.add(PersonRole(person_id=cast.lee.id, role=Role.ADMIN))
    session.flush()
    assert leaving.close_those_who_have_left(session, now=later) == 2


def test_each_team_that_nobody_leads_any_more_is_noted_by_name(
    session: Session, cast: House
) -> None:
    for name, others in (("West", []), ("East", [cast.lee])):
        team = stage.team(session, name, cast.olga)
        session.add_all(TeamLeader(team_id=team.id, person_id=other.id) for other in others)
    session.flush()

    assert leaving.let_go(session, cast.olga.id, by_id=cast.ada.id, now=NOW) == ["South", "West"]

    session.flush()
    assert not cast.olga.is_active
    query = select(AuditEntry).where(AuditEntry.act == AuditAct.TEAM_LEADERLESS)
    rows = session.scalars(query.order_by(AuditEntry.id)).all()
    assert {(row.actor_id, row.subject_id, row.at) for row in rows} == {
        (cast.ada.id, cast.olga.id, NOW)
    }
    names = {team.id: team.name for team in session.scalars(select(Team))}
    assert [names[row.team_id or 0] for row in rows] == ["South", "West"]
