"""Can a list that let people go be taken back, and what is said of teams that lose their leader?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Pair, PairChange, Person, PersonRole, TeamMember
from tandem.people import leaving
from tandem.people.leaving import close_account
from tandem.people.pairs.actions import pause
from tandem.people.roster import returning
from tandem.terms import AuditAct, PairState, Role
from tests.browser import BrowserClient
from tests.cast import NOW, Cast, House
from tests.conftest import Browser
from tests.forms import agree, forms_in
from tests.lessons import form_id_in
from tests.people.roster.test_choices import OWN, bring, send
from tests.two_pairs import two_pairs

BOTH_LEAVE = OWN + "sam@example.com,,,,North,yes\nsue@example.com,,,,North,yes\n"
DAY = date(2030, 5, 2)


def both_leave(session: Session, cast: Cast, ada: BrowserClient) -> str:
    """A pair that rests leaves by a list of Ada's; the page after it."""
    pause(session, cast.pair, until=DAY, zone="UTC", by_id=cast.lee.id, now=NOW)
    session.commit()
    look = bring(ada, BOTH_LEAVE.encode())
    assert "can be brought back, for an hour" in look.text
    return send(ada, look).text


def undo(browser: BrowserClient, page: str) -> str:
    """Press what the page offers; gives the page after it."""
    offered = next(form for form in forms_in(page, "/") if form.value("done"))
    sent = {name: offered.value(name) for name in ("form_id", "done")}
    return browser.post(offered.action, data=sent, follow_redirects=True).text


def look_again(session: Session) -> None:
    """Read what is there now."""
    session.rollback()
    session.expire_all()


@two_pairs
def test_whoever_left_by_a_list_is_brought_back_with_the_pair_as_it_was(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    page = both_leave(session, cast, ada)
    look_again(session)
    assert (cast.sam.is_active, cast.sue.is_active) == (False, False)
    assert cast.pair.state is PairState.ENDED

    said = undo(ada, page)

    assert "Undone: 2 accounts are open again. Its pair goes on." in said
    look_again(session)
    assert (cast.sam.is_active, cast.sue.is_active) == (True, True)
    assert (cast.pair.state, cast.pair.paused_until) == (PairState.PAUSED, DAY)
    acts = select(AuditEntry.subject_id).where(AuditEntry.act == AuditAct.OPENED)
    assert sorted(session.scalars(acts)) == sorted([cast.sam.id, cast.sue.id])


def test_a_list_of_a_leader_is_taken_back_by_that_leader_alone(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people/import"
    page = send(lee, bring(lee, BOTH_LEAVE.encode(), to=address)).text

    undo(browser_of(cast.olga), page)
    look_again(session)
    assert not cast.sam.is_active
    undo(lee, page)

    look_again(session)
    assert cast.sam.is_active
    assert session.get_one(Pair, cast.pair.id).state is PairState.ACTIVE


def test_whoever_was_taken_out_of_the_team_since_stays_closed(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people/import"
    page = send(lee, bring(lee, BOTH_LEAVE.encode(), to=address)).text
    look_again(session)
    session.delete(session.get_one(TeamMember, (cast.north.id, cast.sam.id)))
    session.commit()

    said = undo(lee, page)

    assert "Undone: 1 account is open again. 1 stays closed" in said
    look_again(session)
    assert (cast.sam.is_active, cast.sue.is_active) == (False, True)


@two_pairs
def test_an_account_that_was_closed_anew_since_stays_closed(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    page = both_leave(session, cast, ada)
    look_again(session)
    cast.sam.is_active = True
    session.flush()
    close_account(session, cast.sam.id, by_id=cast.ada.id, now=later(session))
    session.commit()

    said = undo(ada, page)

    assert "Undone: 1 account is open again. 1 stays closed" in said
    assert "Its pair stays ended" in said
    look_again(session)
    assert (cast.sam.is_active, cast.sue.is_active) == (False, True)


def later(session: Session) -> datetime:
    """A minute after the list."""
    at = session.scalars(select(AuditEntry.at).order_by(AuditEntry.id.desc())).first()
    assert at is not None
    return at + timedelta(minutes=1)


def test_a_list_that_lets_nobody_go_offers_no_way_back(cast: Cast, browser_of: Browser) -> None:
    ada = browser_of(cast.ada)
    look = bring(ada, (OWN + "ivo@firm.example,Ivo,Sol,rep,North,\n").encode())

    page = send(ada, look).text

    assert "What the list adds stays" in look.text
    assert [form for form in forms_in(page, "/") if form.value("done")] == []


@two_pairs
@pytest.mark.parametrize("heir", ["", "ivo@firm.example,Ivo,Sol,leader,North,\n"])
def test_a_team_whose_only_leader_leaves_by_a_list_is_named_and_logged(
    session: Session, cast: Cast, browser_of: Browser, heir: str
) -> None:
    ada = browser_of(cast.ada)
    look = bring(ada, (OWN + "lee@example.com,,,,,yes\n" + heir).encode())

    assert ("Nobody leads these teams then: North" in look.text) is not bool(heir)
    send(ada, look)

    act = select(AuditEntry.team_id).where(AuditEntry.act == AuditAct.TEAM_LEADERLESS)
    look_again(session)
    assert session.scalars(act).all() == ([] if heir else [cast.north.id])


def test_a_list_by_which_somebody_leaves_names_the_pairs_that_end(
    session: Session, cast: House, browser_of: Browser
) -> None:
    lists = browser_of(cast.ada), (OWN + "sam@example.com,,,,,yes\n").encode()

    page = " ".join(bring(*lists).text.split())

    assert "2 pairs end: " in page
    assert "Abe Aalto and Sam Adeyemi (North), Sam Adeyemi and Sue Zhang (North)" in page


@two_pairs
def test_whoever_closes_the_only_leader_of_a_team_by_hand_reads_which_team_it_is(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada, address = browser_of(cast.ada), f"/admin/people/{cast.lee.id}"

    sent = {"form_id": form_id_in(ada.get(address)), "roles": "leader"}
    said = ada.get(agree(ada, ada.post(address, data=sent)).location).text

    assert "Nobody leads these teams now: North." in said
    look_again(session)
    act = select(AuditEntry.team_id).where(AuditEntry.act == AuditAct.TEAM_LEADERLESS)
    assert session.scalars(act).all() == [cast.north.id]


def test_the_last_administrator_stays_though_the_last_day_is_over(
    session: Session, cast: Cast
) -> None:
    leaving.set_last_day(session, cast.ada.id, NOW.date(), by_id=cast.ada.id, now=NOW)
    session.commit()
    after = NOW + timedelta(days=3)

    assert leaving.close_those_who_have_left(session, now=after) == 0
    session.add(PersonRole(person_id=cast.tess.id, role=Role.ADMIN))
    session.flush()
    assert leaving.close_those_who_have_left(session, now=after, emergency=cast.ada.email) == 0
    assert leaving.close_those_who_have_left(session, now=after) == 1
    assert session.get_one(Person, cast.ada.id).is_active is False


def test_who_was_closed_by_another_at_the_same_moment_is_of_another_list(
    session: Session, cast: Cast
) -> None:
    for person, by in ((cast.sam, cast.ada), (cast.otto, cast.lee)):
        close_account(session, person.id, by_id=by.id, now=NOW)
    session.flush()

    assert returning.closed_by(session, cast.ada.id, at=NOW) == [cast.sam.id]


def test_only_pairs_that_ended_with_the_list_are_brought_back(session: Session, cast: Cast) -> None:
    later = NOW + timedelta(hours=1)
    for pair, state in ((cast.pair, PairState.ENDED), (cast.other_pair, PairState.PAUSED)):
        session.add(PairChange(pair_id=pair.id, state=state, at=later))
    session.flush()

    found = returning.pairs_before(session, [cast.sam.id, cast.otto.id], {}, at=later)

    assert [(pair.pair_id, pair.state) for pair in found] == [(cast.pair.id, PairState.ACTIVE)]
