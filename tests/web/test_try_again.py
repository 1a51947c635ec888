"""What does a person see while somebody else writes for long, or the database is away?"""

from __future__ import annotations

import html
import io
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Team
from tandem.models.passing import is_disk_full
from tandem.together.my_page import queries
from tandem.web import db
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, form_id_in, lesson, question, serve

Busy = Callable[[], AbstractContextManager[None]]
NEW_TEAM = "/lead/teams/new"
TABLES = "form_sent, quiz_draft, person, pair"


@pytest.fixture
def busy(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Busy:
    """Somebody else writes and does not come to an end; nobody waits long for it here."""
    monkeypatch.setattr(db, "PATIENCE", 0.05)

    @contextmanager
    def write() -> Iterator[None]:
        with engine.execution_options(writes=True).begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"LOCK TABLE {TABLES} IN SHARE MODE"))
            yield

    return write


def hidden(page: TestResponse, name: str) -> str:
    """The value of a hidden field."""
    field = re.search(rf'type="hidden" name="{name}" value="([^"]*)"', page.text)
    return html.unescape(field[1]) if field else ""


def test_a_lock_that_is_not_free_is_a_503_that_keeps_what_was_typed(
    session: Session, cast: Cast, browser_of: Browser, busy: Busy
) -> None:
    lee = browser_of(cast.lee)
    sent = {"form_id": form_id_in(lee.get(NEW_TEAM)), "name": "What Lee wrote"}

    with busy():
        page = lee.post(f"{NEW_TEAM}?from=lead", data=sent)
    again = lee.post(NEW_TEAM, data={name: hidden(page, name) for name in sent})

    assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
    assert "Nothing is lost" in page.text
    assert f'action="{NEW_TEAM}?from=lead"' in page.text
    assert again.status_code == 303
    assert session.scalars(select(Team.name).where(Team.name == "What Lee wrote")).one()


def test_a_script_is_told_in_its_own_way(
    session: Session, cast: Cast, browser_of: Browser, busy: Busy
) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q1"))))
    session.commit()
    sam, address = browser_of(cast.sam), "/learn/teaming/engine/quiz"
    sent = {"form_id": form_id_in(sam.get(address)), "answer-q1": "q1-good"}

    with busy():
        answer = sam.post(f"{address}/draft", data=sent, headers={"Accept": "application/json"})

    assert answer.status_code == 503
    assert "nothing is lost" in answer.get_json()["error"]


def test_a_password_is_asked_for_again_and_never_kept(
    session: Session, cast: Cast, browser_of: Browser, busy: Busy
) -> None:
    lee = browser_of(cast.lee)
    sent = {"form_id": form_id_in(lee.get(NEW_TEAM)), "name": "X", "password": "SECRET-WORD"}

    with busy():
        page = lee.post(NEW_TEAM, data=sent)

    assert "SECRET-WORD" not in page.text
    assert re.search(r'<input id="password" name="password" type="password"', page.text)


def test_a_form_from_elsewhere_is_not_offered_again(
    app: Flask, cast: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "session", away(db.session, times=9))

    page = browser_of(cast.lee).post(NEW_TEAM, data={"form_id": "made up", "name": "Forged"})

    assert page.status_code == 503
    assert "Forged" not in page.text


def test_it_is_said_in_the_language_of_the_reader(
    session: Session, cast: Cast, browser_of: Browser, busy: Busy
) -> None:
    cast.lee.language = "de"
    session.commit()
    lee = browser_of(cast.lee)
    sent = {"form_id": form_id_in(lee.get(NEW_TEAM)), "name": "X"}

    with busy():
        page = lee.post(NEW_TEAM, data=sent)

    assert '<html lang="de"' in page.text
    assert "Es ist nichts verloren" in page.text


def test_who_only_reads_or_is_refused_waits_for_nobody(
    session: Session, cast: Cast, browser_of: Browser, busy: Busy
) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q1"))))
    session.commit()
    visitor, lee, sam = browser_of(None), browser_of(cast.lee), browser_of(cast.sam)
    form_id = form_id_in(sam.get("/learn/teaming/engine/quiz"))
    stranger = {"email": "nobody@example.com", "password": "wrong"}

    with busy():
        answers = {
            "healthz": visitor.get("/healthz"),
            "page": sam.get("/learn/teaming/engine/"),
            "wrong password": visitor.post("/login", data=stranger),
            "unknown address": visitor.post("/password/forgotten", data=stranger),
            "unknown link": visitor.post("/invite/no-such-link", data={}),
            "refused form": lee.post(NEW_TEAM, data={"name": ""}),
            "unanswered": sam.post("/learn/teaming/engine/quiz", data={"form_id": form_id}),
        }

    assert {what: answer.status_code for what, answer in answers.items()} == {
        **{"healthz": 200, "page": 200, "wrong password": 400, "unknown address": 200},
        **{"unknown link": 404, "refused form": 400, "unanswered": 400},
    }


def away(work: Callable[..., Any], *, times: int) -> Callable[..., Any]:
    """The same, but the connection is lost so many times first."""
    left = iter(range(times))

    def work_or_fail(*facts: Any, **named: Any) -> Any:
        if next(left, None) is not None:
            raise OperationalError("SELECT", {}, OSError(), connection_invalidated=True)
        return work(*facts, **named)

    return work_or_fail


@pytest.mark.parametrize(("times", "status"), [(1, 200), (2, 503)])
def test_a_page_is_read_once_more_where_the_connection_was_lost(
    cast: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch, times: int, status: int
) -> None:
    monkeypatch.setattr(queries, "my_page", away(queries.my_page, times=times))

    assert browser_of(cast.sam).get("/").status_code == status


@pytest.mark.parametrize(("times", "status"), [(1, 200), (9, 503)])
def test_a_reader_whom_we_could_not_look_up_is_looked_up_once_more(
    cast: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch, times: int, status: int
) -> None:
    monkeypatch.setattr(db, "session", away(db.session, times=times))

    assert browser_of(cast.sam).get("/").status_code == status


def test_what_was_sent_is_never_sent_again_by_itself(
    session: Session, cast: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    lee = browser_of(cast.lee)
    sent = {"form_id": form_id_in(lee.get(NEW_TEAM)), "name": "Kept"}
    monkeypatch.setattr(db.RequestSession, "commit", away(db.RequestSession.commit, times=1))

    page = lee.post(NEW_TEAM, data=sent)

    assert page.status_code == 503
    assert hidden(page, "name") == "Kept"
    assert session.scalars(select(Team).where(Team.name == "Kept")).all() == []


def test_a_full_disk_is_said_and_keeps_what_was_typed(
    session: Session, cast: Cast, browser_of: Browser, engine: Engine
) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("the disk of a server is not filled in a test")
    lee, names = browser_of(cast.lee), (f"{number:03} {'x' * 90}" for number in range(300))

    session.close()
    with filled_up(engine):
        while (page := new_team(lee, next(names))).status_code == 303:
            pass

    assert page.status_code == 503
    assert "The disk of this site is full" in page.text
    kept = {name: hidden(page, name) for name in ("form_id", "name")}
    assert kept["name"].endswith("x" * 90)
    assert lee.post(NEW_TEAM, data=kept).status_code == 303


def new_team(browser: FlaskClient, name: str) -> TestResponse:
    """Make a team."""
    return browser.post(NEW_TEAM, data={"form_id": form_id_in(browser.get(NEW_TEAM)), "name": name})


@contextmanager
def filled_up(engine: Engine) -> Iterator[None]:
    """SQLite may take no page more than it has."""

    def leave_no_room(connection: Any, record: Any) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    engine.dispose()
    # Pages that were given back before would make room.
    alone = sqlite3.connect(str(engine.url.database))
    alone.execute("VACUUM")
    alone.close()
    event.listen(engine, "connect", leave_no_room)
    try:
        yield
    finally:
        event.remove(engine, "connect", leave_no_room)
        engine.dispose()


def test_postgresql_says_likewise_that_its_disk_is_full() -> None:
    class DiskFullError(Exception):
        sqlstate = "53100"

    assert is_disk_full(OperationalError("INSERT", {}, DiskFullError()))
    assert not is_disk_full(OperationalError("INSERT", {}, Exception()))


def test_a_file_is_asked_for_again_and_what_was_typed_beside_it_is_kept(
    session: Session, cast: Cast, browser_of: Browser, busy: Busy
) -> None:
    lee = browser_of(cast.lee)
    sent = {"form_id": form_id_in(lee.get(NEW_TEAM)), "name": "X"}

    with busy():
        page = lee.post(NEW_TEAM, data={**sent, "list": (io.BytesIO(b"a,b"), "people.csv")})

    assert page.status_code == 503
    assert hidden(page, "name") == "X"
    assert '<label for="list">Choose your file again</label>' in page.text
    assert re.search(r'<input id="list" name="list" type="file">', page.text)
    assert hidden(page, "csrf_token") != ""


@pytest.mark.parametrize(
    ("name", "label", "autocomplete"),
    [
        ("password", "Password", "current-password"),
        ("new_password", "New password", "new-password"),
        ("repeat_password", "The same again", "new-password"),
    ],
)
def test_each_password_is_asked_for_by_its_name(
    session: Session, cast: Cast, browser_of: Browser, busy: Busy, name: str, label: str,
    autocomplete: str,
) -> None:  # fmt: skip
    lee = browser_of(cast.lee)
    sent = {"form_id": form_id_in(lee.get(NEW_TEAM)), "name": "X", name: "SECRET-WORD"}

    with busy():
        page = " ".join(lee.post(NEW_TEAM, data=sent).text.split())

    assert f'<label for="{name}"> {label} </label>' in page
    assert (
        f'<input id="{name}" name="{name}" type="password" required autocomplete="{autocomplete}">'
        in page
    )


def test_a_file_that_nobody_chose_is_not_asked_for(
    session: Session, cast: Cast, browser_of: Browser, busy: Busy
) -> None:
    lee = browser_of(cast.lee)
    sent = {"form_id": form_id_in(lee.get(NEW_TEAM)), "name": "X"}

    with busy():
        page = lee.post(NEW_TEAM, data={**sent, "list": (io.BytesIO(b""), "")})

    assert hidden(page, "name") == "X"
    assert "Choose your file again" not in page.text


def test_a_form_that_records_nothing_is_kept_by_its_token(
    cast: Cast, browser_of: Browser, busy: Busy
) -> None:
    with busy():
        page = browser_of(cast.lee).post(
            "/account/language", data={"language": "de", "next": "/account"}
        )

    assert page.status_code == 503
    assert [hidden(page, name) for name in ("language", "next")] == ["de", "/account"]
