"""Does a page say what stops and what stays before a leader, trainer or administrator takes
something away, and does the undo after it work?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Assignment, Pair, Person, PersonRole, SoloAssignment, TeamMember
from tandem.people.leaving import close_account
from tandem.people.pairs.queries import living_pairs
from tandem.terms import PairState, Role
from tests.browser import BrowserClient
from tests.cast import Cast
from tests.conftest import Browser
from tests.forms import forms_in
from tests.lessons import assign, lesson, serve
from tests.moments import SetClock

# What takes something away, by the name of its view.
TAKES = re.compile(r"\b(withdraw|leave|end|gone|archive|take_away|roles)$")
# What somebody takes back that is their own: a goal they proposed, a browser they signed in with.
OWN = frozenset({"goals.withdraw", "mail_address.withdraw", "sign_in.end"})
# Where a test of its own shows that a page comes first and that its undo works.
ELSEWHERE = {
    "withdrawal.withdraw": "tests/authoring/withdrawal/test_undo.py",
    # It leads to the page of `rights.take_away` where others are touched.
    "administration.roles": "tests/people/administration/test_rights_asked.py",
    "availability.archive": "tests/authoring/availability/test_availability.py",
    # A page first; a new link is the way back.
    "teams.withdraw": "tests/people/teams/test_taken_out.py",
    # A page first; another token is the way back, and the directory goes on with it.
    "scim_tokens.end": "tests/interop/scim/test_tokens.py",
}


@dataclass(frozen=True)
class TakingAway:
    """An act, who does it and where, what else its form says, and what is there before it."""

    view: str
    who: str
    address: str
    is_there: Callable[[Session, Cast], bool]
    fields: dict[str, str]


def has_course(session: Session, cast: Cast) -> bool:
    """Is a course given?"""
    return session.scalars(select(Assignment.withdrawn_at)).all() == [None]


def has_course_for_one(session: Session, cast: Cast) -> bool:
    """Do the leaders of the team have a course for one?"""
    return session.scalars(select(SoloAssignment.withdrawn_at)).all() == [None]


def is_member(session: Session, cast: Cast) -> bool:
    """Is Sam in the team of the north?"""
    return session.get(TeamMember, (cast.north.id, cast.sam.id)) is not None


def is_pair(session: Session, cast: Cast) -> bool:
    """Do Sam and Sue work together?"""
    return session.get_one(Pair, cast.pair.id).state is PairState.ACTIVE


def is_open(session: Session, cast: Cast) -> bool:
    """Is Sam's account open, and his pair with it?"""
    return session.get_one(Person, cast.sam.id).is_active and is_pair(session, cast)


TEAM, ACCOUNT = "/lead/teams/{team}", "/admin/people/{sam}"
ACTS = [
    TakingAway(
        "assignments.withdraw", "lee", "/lead/assignments/{assignment}/withdraw", has_course, {}
    ),
    TakingAway("teams.leave", "lee", TEAM + "/people/{sam}/leave", is_member, {}),
    TakingAway("pairs.end", "lee", TEAM + "/pairs/{pair}/end", is_pair, {"not_again": "y"}),
    TakingAway("leavers.gone", "lee", TEAM + "/people/{sam}/gone", is_open, {}),
    TakingAway("rights.take_away", "ada", ACCOUNT + "/rights?role=rep&open=no", is_open, {}),
    TakingAway("solo.withdraw", "lee", TEAM + "/solo/{solo}/withdraw", has_course_for_one, {}),
]  # fmt: skip


@pytest.fixture
def places(session: Session, cast: Cast) -> dict[str, int]:
    """Something to take away of everything."""
    assign(session, cast.pair, serve(session, lesson()))
    given = session.scalars(select(Assignment)).one()
    alone = SoloAssignment(
        course_id=given.course_id, team_id=given.team_id, role=Role.LEADER,
        by_id=cast.lee.id, at=given.at, time_zone="UTC",
    )  # fmt: skip
    session.add(alone)
    session.commit()
    assignment, solo = given.id, alone.id
    team, pair, sam = cast.north.id, cast.pair.id, cast.sam.id
    session.rollback()
    return {"assignment": assignment, "solo": solo, "team": team, "pair": pair, "sam": sam}


def look_again(session: Session) -> None:
    """Read what is there now."""
    session.rollback()
    session.expire_all()


def take_away(browser: BrowserClient, act: TakingAway, address: str) -> tuple[str, str]:
    """Do what the page asks; gives the page before and the one after."""
    before = browser.get(address)
    forms = forms_in(before.text, address)
    form = next(form for form in forms if form.action == address and form.method == "post")
    hidden = {name: form.value(name) for name in ("form_id", "csrf_token", "agreed")}
    sent = {**hidden, **act.fields}
    after = browser.post(address, data=sent)
    assert after.status_code == 303, after.text
    return before.text, browser.get(after.location).text


def undo(browser: BrowserClient, page: str) -> str:
    """Press what the notice offers; gives the page after it."""
    offered = next(form for form in forms_in(page, "/") if form.value("done"))
    sent = {name: offered.value(name) for name in ("form_id", "csrf_token", "done")}
    return browser.post(offered.action, data=sent, follow_redirects=True).text


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.view)
def test_it_says_first_what_stops_and_what_stays_and_can_be_undone(
    session: Session, cast: Cast, browser_of: Browser, places: dict[str, int], act: TakingAway
) -> None:
    browser = browser_of(getattr(cast, act.who))

    before, after = take_away(browser, act, act.address.format(**places))

    look_again(session)
    assert "stays" in before or "What stays" in before
    assert not act.is_there(session, cast)
    assert "Undone" in undo(browser, after)
    look_again(session)
    assert act.is_there(session, cast)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.view)
def test_an_undo_of_somebody_else_or_after_an_hour_does_nothing(
    session: Session, cast: Cast, browser_of: Browser, places: dict[str, int], act: TakingAway,
    clock: SetClock, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    browser = browser_of(getattr(cast, act.who))
    _, after = take_away(browser, act, act.address.format(**places))
    offered = next(form for form in forms_in(after, "/") if form.value("done"))

    olga = browser_of(cast.olga)
    olga.post(
        offered.action, data={"done": offered.value("done"), "form_id": offered.value("form_id")}
    )
    monkeypatch.setattr("tandem.web.undo.SECONDS", -1)
    said = undo(browser, after)

    look_again(session)
    assert "This can no longer be undone here" in said
    assert not act.is_there(session, cast)


def test_a_pair_formed_anew_meanwhile_is_not_formed_twice(
    session: Session, cast: Cast, browser_of: Browser, places: dict[str, int]
) -> None:
    lee, act = browser_of(cast.lee), ACTS[2]
    _, after = take_away(lee, act, act.address.format(**places))
    look_again(session)
    session.add(
        Pair(
            team_id=cast.north.id, rep_id=cast.sam.id, support_id=cast.sue.id,
            state=PairState.ACTIVE, created_at=cast.pair.created_at,
        )
    )  # fmt: skip
    session.commit()

    said = undo(lee, after)

    look_again(session)
    assert "has changed since" in said
    assert session.get_one(Pair, cast.pair.id).state is PairState.ENDED
    assert len(living_pairs(session, {cast.sam.id, cast.sue.id})) == 1


CLOSINGS = pytest.mark.parametrize("act", ACTS[3:5], ids=lambda act: act.view)


def closed_by(
    act: TakingAway, browser_of: Browser, cast: Cast, places: dict[str, int], session: Session
) -> tuple[BrowserClient, str]:
    """Sam's account is closed; the browser it was done in, and the page after it."""
    browser = browser_of(getattr(cast, act.who))
    _, after = take_away(browser, act, act.address.format(**places))
    look_again(session)
    return browser, after


@CLOSINGS
def test_a_pair_that_cannot_go_on_is_not_said_to_go_on_with_the_account(
    session: Session, cast: Cast, browser_of: Browser, places: dict[str, int], act: TakingAway
) -> None:
    browser, after = closed_by(act, browser_of, cast, places, session)
    session.add(
        Pair(
            team_id=cast.north.id, rep_id=cast.sam.id, support_id=cast.sue.id,
            state=PairState.ACTIVE, created_at=cast.pair.created_at,
        )
    )  # fmt: skip
    session.commit()

    said = undo(browser, after)

    look_again(session)
    assert "the account of Sam Adeyemi is open. Its pair stays ended" in said
    assert len(living_pairs(session, {cast.sam.id, cast.sue.id})) == 1


@CLOSINGS
def test_an_account_is_opened_and_its_pair_stays_ended_where_the_partner_left_too(
    session: Session, cast: Cast, browser_of: Browser, places: dict[str, int], act: TakingAway
) -> None:
    browser, after = closed_by(act, browser_of, cast, places, session)
    session.get_one(Person, cast.sue.id).is_active = False
    session.commit()

    said = undo(browser, after)

    look_again(session)
    assert "Its pair stays ended" in said
    assert session.get_one(Person, cast.sam.id).is_active
    assert not is_pair(session, cast)


@pytest.mark.parametrize(
    "act",
    [
        ACTS[3],
        # Where nobody else is touched, it is done at once.
        TakingAway("administration.roles", "ada", ACCOUNT, is_open, {"roles": "rep"}),
    ],
    ids=lambda act: act.view,
)
def test_an_account_without_a_pair_is_open_again_and_no_pair_is_spoken_of(
    session: Session, cast: Cast, browser_of: Browser, places: dict[str, int], act: TakingAway
) -> None:
    session.get_one(Pair, cast.pair.id).state = PairState.ENDED
    session.commit()
    browser, after = closed_by(act, browser_of, cast, places, session)

    said = undo(browser, after)

    assert "the account of Sam Adeyemi is open.<" in said.replace("\n", "").replace(" <", "<")


@CLOSINGS
def test_an_account_that_somebody_closed_again_is_not_opened_by_the_undo_of_before(
    session: Session, cast: Cast, browser_of: Browser, places: dict[str, int], act: TakingAway,
    clock: SetClock,
) -> None:  # fmt: skip
    browser, after = closed_by(act, browser_of, cast, places, session)
    later = clock() + timedelta(minutes=5)
    close_account(session, cast.sam.id, by_id=cast.ada.id, now=later)
    session.commit()

    said = undo(browser, after)

    look_again(session)
    assert "has changed since" in said
    assert not session.get_one(Person, cast.sam.id).is_active


def test_a_leader_opens_no_account_that_has_become_more_than_a_seat(
    session: Session, cast: Cast, browser_of: Browser, places: dict[str, int]
) -> None:
    lee, after = closed_by(ACTS[3], browser_of, cast, places, session)
    session.add(PersonRole(person_id=cast.sam.id, role=Role.ADMIN))
    session.commit()

    undo(lee, after)

    look_again(session)
    assert not session.get_one(Person, cast.sam.id).is_active


def test_a_course_that_was_given_anew_is_not_given_twice(
    session: Session, cast: Cast, browser_of: Browser, places: dict[str, int]
) -> None:
    lee, act = browser_of(cast.lee), ACTS[0]
    _, after = take_away(lee, act, act.address.format(**places))
    look_again(session)
    row = session.scalars(select(Assignment)).one()
    session.add(
        Assignment(
            course_id=row.course_id, team_id=row.team_id, pair_id=row.pair_id,
            time_zone="UTC", at=row.at,
        )
    )  # fmt: skip
    session.commit()

    assert "has changed since" in undo(lee, after)


@pytest.mark.each_database
def test_a_course_for_one_that_was_given_anew_is_not_given_twice(
    session: Session, cast: Cast, browser_of: Browser, places: dict[str, int]
) -> None:
    lee, act = browser_of(cast.lee), ACTS[-1]
    _, after = take_away(lee, act, act.address.format(**places))
    look_again(session)
    row = session.scalars(select(SoloAssignment)).one()
    session.add(
        SoloAssignment(
            course_id=row.course_id, team_id=row.team_id, role=row.role, time_zone="UTC", at=row.at
        )
    )
    session.commit()

    assert "has changed since" in undo(lee, after)


def test_nothing_that_takes_away_is_missing_here(app: Flask) -> None:
    views = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and TAKES.search(rule.endpoint)
    }

    assert views - OWN == {act.view for act in ACTS} | set(ELSEWHERE)
