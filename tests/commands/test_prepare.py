"""Make everything ready to serve."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from tandem.commands.prepare import setup_link
from tandem.models import Person, TeamMember
from tandem.terms import Role
from tests.browser import with_browsers
from tests.cast import Cast
from tests.courses import write_course
from tests.moments import SetClock
from tests.nasty import LARGEST, nasty


@pytest.fixture
def fresh(tmp_path: Path, clock: SetClock) -> Flask:
    """A site on a machine where nothing has run yet, always on SQLite."""
    write_course(tmp_path / "courses", "engine")
    given = {"INSTANCE": tmp_path / "instance", "COURSES": tmp_path / "courses"}
    return with_browsers(create_app({**given, "TESTING": True}, clock=clock))


def test_the_first_start_prints_a_link_that_makes_the_first_account(fresh: Flask) -> None:
    output = fresh.test_cli_runner().invoke(args=["prepare"]).output
    found = re.search(r"http://127.0.0.1:\d+(/setup/\S+)", output)
    assert found
    browser = fresh.test_client()
    sent = {
        "given_name": "Ada", "surname": "Lind", "email": "ada@example.org", "time_zone": "UTC",
        "new_password": "a long sentence", "repeat_password": "a long sentence",
    }  # fmt: skip

    first, second = browser.post(found[1], data=sent), browser.post(found[1], data=sent)

    assert (first.location, second.status_code) == ("/welcome", 404)
    assert "Load the sample team" in browser.get("/welcome").text


def test_a_second_start_prints_no_link_once_somebody_is_here(fresh: Flask) -> None:
    run = fresh.test_cli_runner().invoke
    run(args=["prepare"])
    run(args=["sample", "load"])

    assert "/setup/" not in run(args=["prepare"]).output


def test_an_error_in_a_lesson_does_not_keep_the_site_from_starting(
    fresh: Flask, tmp_path: Path
) -> None:
    (tmp_path / "courses" / "teaming" / "01-engine.md").write_bytes(b"\xff\xfe")

    result = fresh.test_cli_runner().invoke(args=["prepare"])

    assert result.exit_code == 0
    assert "01-engine.md:1: error: " in result.stderr


def test_the_secret_key_is_made_once_and_for_nobody_else_to_read(
    fresh: Flask, tmp_path: Path
) -> None:
    path = tmp_path / "instance" / "secret_key"

    again = create_app({"INSTANCE": tmp_path / "instance"})

    assert again.config["SECRET_KEY"] == fresh.config["SECRET_KEY"] == path.read_text()
    assert path.stat().st_mode & 0o077 == 0


def test_people_can_be_invited_from_the_command_line(app: Flask, session: Session) -> None:
    result = app.test_cli_runner().invoke(
        args=["people", "invite", "Ivo@Example.com", "--given-name", "Ivo", "--surname", "Sol",
              "--role", "trainer", "--role", "admin"]
    )  # fmt: skip

    assert "/invite/" in result.output
    person = session.scalars(select(Person)).one()
    assert person.email == "ivo@example.com"
    query = select(Person).where(Person.role_rows.any(role=Role.ADMIN))
    assert session.scalars(query).one() is person


def test_somebody_is_invited_into_a_team(app: Flask, session: Session, cast: Cast) -> None:
    app.test_cli_runner().invoke(
        args=["people", "invite", "ivo@example.com", "--given-name", "Ivo", "--surname", "Sol",
              "--role", "rep", "--team", str(cast.south.id)]
    )  # fmt: skip

    ivo = session.scalars(select(Person).where(Person.given_name == "Ivo")).one()
    assert session.scalars(select(TeamMember.team_id).filter_by(person_id=ivo.id)).all() == [
        cast.south.id
    ]


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--team", "7", "there is no team 7"),
        ("--time-zone", "Europe/Berlln", "did you mean Europe/Berlin"),
        ("--time-zone", "@@@", "say one as Europe/Berlin."),
    ],
)
def test_nobody_is_invited_to_where_there_is_nothing(
    app: Flask, session: Session, option: str, value: str, said: str
) -> None:
    result = app.test_cli_runner().invoke(
        args=["people", "invite", "ivo@example.com", "--given-name", "Ivo", "--surname", "Sol",
              "--role", "rep", option, value]
    )  # fmt: skip

    assert result.exit_code > 0
    assert said in result.output
    assert session.scalars(select(Person)).all() == []


@pytest.mark.parametrize(
    ("base", "link"),
    [
        ("", "http://127.0.0.1:8000/setup/x"),
        ("https://tandem.example.com", "https://tandem.example.com/setup/x"),
        ("https://example.com/tandem/", "https://example.com/tandem/setup/x"),
    ],
)
def test_the_first_link_leads_to_where_the_site_will_be(
    app: Flask, monkeypatch: pytest.MonkeyPatch, base: str, link: str
) -> None:
    monkeypatch.delenv("PORT", raising=False)
    app.config["BASE_URL"] = base

    with app.app_context():
        assert setup_link("x") == link


@pytest.mark.parametrize(
    "size", [LARGEST // 64, pytest.param(LARGEST, marks=pytest.mark.process)], ids=["small", "1 MB"]
)
def test_no_bad_file_keeps_the_site_from_starting(fresh: Flask, size: int) -> None:
    folder = fresh.config["COURSES"] / "teaming"
    for number, (kind, text) in enumerate(nasty(size).items(), 100):
        (folder / f"{number}-{kind.replace(' ', '-')}.md").write_bytes(text.encode())
        (folder / f"course.a{chr(97 + number // 26)}{chr(97 + number % 26)}.md").write_bytes(
            text.encode()
        )

    result = fresh.test_cli_runner().invoke(args=["prepare"])

    assert result.exit_code == 0
    assert "setup/" in result.output
    assert all(f"{number}-" in result.output for number in (100, 112, 170))
    assert fresh.test_client().get("/login").status_code == 200
