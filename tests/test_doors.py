"""Who may enter which page? A walk over every address with every role and a visitor."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tandem.models import Assignment, Letter, Person, Revision
from tandem.models.timing import moment_of
from tandem.people.accounts.actions import post_letter
from tandem.terms import Role
from tandem.web.access import EVERYBODY, SIGNED_IN
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, question, serve
from tests.together.steps.step_helpers import THOUGHT, for_two

PEOPLE = ["visitor", "sam", "sue", "lee", "tess", "ada", "otto", "olga"]
# What belongs to one team: hidden from the leader of another, as if it were not there.
OF_ONE_TEAM = ("team_id", "pair_id", "assignment_id")
OF_NOBODY = {
    "kind": "csv",
    "code": "no-such-code",
    "token": "no-such-token",
    "sha": "no-such-picture",
    "digest": "x",
    "name": "x.css",
}


@pytest.fixture
def places(session: Session, cast: Cast) -> dict[str, object]:
    """Something real for every part of an address, all of it of Lee's team."""
    course = serve(session, for_two(THOUGHT, asked=(question("q1"),)))
    assign(session, cast.pair, course)
    assignment = session.query(Assignment).one()
    return {
        **OF_NOBODY,
        "team_id": cast.north.id,
        "person_id": cast.sam.id,
        "pair_id": cast.pair.id,
        "assignment_id": assignment.id,
        "course": "teaming",
        "module": "engine",
        "number": 1,
        "revision_id": course_revision(session),
        "question": "q1",
        "remark_id": 1,
        "reading_id": 1,
        "letter_id": letter_to(session, cast.sam),
        "step": THOUGHT.id,
        "file_id": 1,
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


@pytest.mark.parametrize("who", PEOPLE)
def test_every_address_opens_to_its_roles_only(
    app: Flask, cast: Cast, places: dict[str, object], browser_of: Browser, who: str
) -> None:
    person = getattr(cast, who, None)
    roles = {row.role for row in person.role_rows} if person else set()
    browser = browser_of(person)

    for rule, method, address in addresses(app, places):
        if rule.endpoint == "accounts.logout":
            continue
        doors = app.view_functions[rule.endpoint].open_to  # type: ignore[attr-defined]
        answer = browser.open(address, method=method)
        expected = answer_expected(doors, roles, is_visitor=person is None, method=method)

        assert answer.status_code < 500, (who, method, address)
        assert expected is None or answer.status_code == expected, (who, method, address)
        if expected is None:
            assert answer.status_code not in {401, 403}, (who, method, address)


def answer_expected(
    doors: frozenset[str], roles: set[Role], *, is_visitor: bool, method: str
) -> int | None:
    """The refusal that is due, or None where the door is open."""
    if EVERYBODY in doors:
        return None
    if is_visitor:
        return 401 if method == "POST" else 302
    return None if SIGNED_IN in doors or roles & doors else 403


@pytest.mark.parametrize("who", ["otto", "ona", "olga", "tess", "ada"])
def test_what_belongs_to_a_team_is_not_there_for_others(
    app: Flask, cast: Cast, places: dict[str, object], browser_of: Browser, who: str
) -> None:
    browser = browser_of(getattr(cast, who))

    for rule, method, address in addresses(app, places):
        if rule.arguments.intersection(OF_ONE_TEAM) or rule.endpoint.startswith(
            ("lessons.course", "lessons.module", "lessons.read", "quizzes.", "remarks.write")
        ):
            answer = browser.open(address, method=method)

            assert answer.status_code in {403, 404}, (who, method, address)


def test_a_visitor_is_sent_to_the_sign_in_and_back(browser_of: Browser, cast: Cast) -> None:
    answer = browser_of(None).get("/lead/?x=1")

    assert answer.location == "/login?next=/lead/?x%3D1"


@pytest.mark.parametrize("who", PEOPLE)
def test_looking_at_a_page_writes_nothing(
    app: Flask, engine: Engine, cast: Cast, places: dict[str, object], browser_of: Browser, who: str
) -> None:
    browser = browser_of(getattr(cast, who, None))
    session_rows = addresses(app, places)

    with counted_queries(engine) as sent:
        for _, method, address in session_rows:
            if method == "GET":
                browser.get(address)

    written = [s for s in sent if s.split()[0].upper() in {"INSERT", "UPDATE", "DELETE"}]
    assert written == []


def test_every_answer_carries_a_strict_policy(browser_of: Browser, cast: Cast) -> None:
    answer = browser_of(cast.sam).get("/")

    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
