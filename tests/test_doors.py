"""Who may enter which page? A walk over every address with every role and a visitor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tandem.models import Assignment, Letter, Person, Revision
from tandem.models.timing import moment_of
from tandem.people.accounts.actions import post_letter
from tandem.terms import Role
from tandem.web.access import DIRECTORY, EVERYBODY, SIGNED_IN
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, question, serve
from tests.status import drain
from tests.together.steps.step_helpers import THOUGHT, for_two
from tests.visits import OF_NOBODY

PEOPLE = ["visitor", "sam", "sue", "lee", "tess", "ada", "otto", "olga"]
# What belongs to one team: hidden from the leader of another, as if it were not there.
OF_ONE_TEAM = ("team_id", "pair_id", "assignment_id")


@pytest.fixture
def places(session: Session, cast: Cast) -> dict[str, object]:
    """Something real for every part of an address, all of it of Lee's team.

    Nothing is stale: before a leader looks, that would be made anew.
    """
    course = serve(session, for_two(THOUGHT, asked=(question("q1"),)))
    assign(session, cast.pair, course)
    drain(session)
    assignment = session.query(Assignment).one()
    return {
        **OF_NOBODY,
        "team_id": cast.north.id,
        "person_id": cast.sam.id,
        "other_id": cast.ona.id,
        "pair_id": cast.pair.id,
        "assignment_id": assignment.id,
        "course": "teaming",
        "module": "engine",
        "number": 1,
        "revision_id": course_revision(session),
        "question": "q1",
        "remark_id": 1,
        "invitation_id": 1,
        "look_id": 1,
        "reading_id": 1,
        "letter_id": letter_to(session, cast.sam),
        # Nobody's: whoever ends their own is not signed in anymore.
        "sign_in_id": 999_999,
        "passkey_id": 999_999,
        "step": THOUGHT.id,
        "file_id": 1,
        "text_id": 1,
        "reply_id": 1,
        "answer_id": 1,
        "plan_id": 1,
        "rep_id": cast.sam.id,
        "support_id": cast.sue.id,
    }


def course_revision(session: Session) -> int:
    """The revision that is served."""
    return session.query(Revision).one().id


def letter_to(session: Session, person: Person) -> int:
    """A letter in the outbox."""
    now = moment_of(session)
    post_letter(session, person, subject="Hello", text="Good morning.", now=now)
    session.commit()
    return session.query(Letter).one().id


def addresses(app: Flask, places: dict[str, object]) -> list[tuple[Rule, str, str]]:
    """Every address with every method: (rule, method, address)."""
    adapter = app.url_map.bind("localhost")
    return [
        (rule, method, adapter.build(rule.endpoint, {k: places[k] for k in rule.arguments}))
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
    ]


@dataclass(frozen=True)
class Knock:
    """What came of an address, and what was written to the database for it."""

    rule: Rule
    method: str
    address: str
    status: int
    written: tuple[str, ...]


@pytest.fixture(scope="session")
def walked() -> dict[str, list[Knock]]:
    """Who has walked, and what came of each address: everybody walks once in a test process."""
    return {}


@pytest.fixture
def knocks(
    app: Flask,
    engine: Engine,
    cast: Cast,
    places: dict[str, object],
    browser_of: Browser,
    walked: dict[str, list[Knock]],
) -> Callable[[str], list[Knock]]:
    """A walk over every address, first looking and then pressing each button."""

    def walk(who: str) -> list[Knock]:
        if who not in walked:
            browser = browser_of(getattr(cast, who, None))
            doors = sorted(addresses(app, places), key=lambda door: door[1])
            walked[who] = [
                knock(engine, browser, door) for door in doors if not is_the_end(door[0])
            ]
        return walked[who]

    return walk


def is_the_end(rule: Rule) -> bool:
    """Does this address end the walk, because nobody is signed in behind it?"""
    return rule.endpoint == "sign_in.logout"


def knock(engine: Engine, browser: FlaskClient, door: tuple[Rule, str, str]) -> Knock:
    """Ask for one address."""
    rule, method, address = door
    with counted_queries(engine) as sent:
        status = browser.open(address, method=method).status_code
    written = [s for s in sent if s.split()[0].upper() in {"INSERT", "UPDATE", "DELETE"}]
    return Knock(rule, method, address, status, tuple(written))


@pytest.mark.parametrize("who", PEOPLE)
def test_every_address_opens_to_its_roles_only(
    app: Flask, cast: Cast, knocks: Callable[[str], list[Knock]], who: str
) -> None:
    person = getattr(cast, who, None)
    roles = {row.role for row in person.role_rows} if person else set()

    for door in knocks(who):
        doors = app.view_functions[door.rule.endpoint].open_to  # type: ignore[attr-defined]
        expected = answer_expected(doors, roles, is_visitor=person is None, method=door.method)

        assert door.status < 500, (who, door)
        assert expected is None or door.status == expected, (who, door)
        if expected is None:
            assert door.status not in {401, 403}, (who, door)


def answer_expected(
    doors: frozenset[str], roles: set[Role], *, is_visitor: bool, method: str
) -> int | None:
    """The refusal that is due, or None where the door is open."""
    if EVERYBODY in doors:
        return None
    if DIRECTORY in doors:
        return 401
    if is_visitor:
        return 401 if method == "POST" else 302
    return None if SIGNED_IN in doors or roles & doors else 403


@pytest.mark.parametrize("who", ["otto", "ona", "olga", "tess", "ada"])
def test_what_belongs_to_a_team_is_not_there_for_others(
    app: Flask, cast: Cast, places: dict[str, object], browser_of: Browser, who: str
) -> None:
    browser = browser_of(getattr(cast, who))

    for rule, method, address in addresses(app, places):
        # Courses for one are given and teams are named by administrators, too.
        if who == "ada" and rule.endpoint.startswith(("solo.", "team_names.rename_any")):
            continue
        if rule.arguments.intersection(OF_ONE_TEAM) or rule.endpoint.startswith(
            ("lessons.course", "lessons.module", "lessons.read", "quizzes.", "remarks.write")
        ):
            answer = browser.open(address, method=method)

            assert answer.status_code in {403, 404}, (who, method, address)


def test_a_visitor_is_sent_to_the_sign_in_and_back(browser_of: Browser, cast: Cast) -> None:
    answer = browser_of(None).get("/lead/?x=1")

    assert answer.location == "/login?next=/lead/?x%3D1"


@pytest.mark.parametrize("who", PEOPLE)
def test_looking_at_a_page_writes_nothing(knocks: Callable[[str], list[Knock]], who: str) -> None:
    # That one tries a write and does not commit it (`web/health.py`).
    tries = {"health.readyz"}
    doors = [door for door in knocks(who) if door.method == "GET"]
    looks = [door for door in doors if door.rule.endpoint not in tries]

    assert len(looks) > 50
    assert [(door.address, door.written) for door in looks if written_by(door)] == []


def written_by(door: Knock) -> list[str]:
    """What was written, but for the one line of the log that says who took a file along."""
    is_file = door.status == 200 and door.rule.rule.rpartition("/")[2].count(".")
    lines = [text for text in door.written if text.startswith("INSERT INTO audit_entry")]
    return (
        list(door.written)
        if not is_file or len(lines) > 1
        else [text for text in door.written if text not in lines]
    )


def test_every_answer_carries_a_strict_policy(browser_of: Browser, cast: Cast) -> None:
    answer = browser_of(cast.sam).get("/")

    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
