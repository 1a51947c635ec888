"""What does the log say of a request, and what must it never say?"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from flask import Flask

from tandem.people.accounts.actions import issue_ticket
from tandem.web import request_log
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import form_id_in

NUMBER = "from-proxy-0001"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What a server would write to standard error, as JSON."""
    written, root = io.StringIO(), logging.getLogger()
    before, level = root.handlers[:], root.level
    monkeypatch.setattr("sys.stderr", written)
    request_log.set_up(as_json=True, level="info")
    yield written
    root.handlers[:] = before
    root.setLevel(level)


def entries(lines: io.StringIO) -> list[dict[str, object]]:
    """The lines about requests."""
    told = map(json.loads, lines.getvalue().splitlines())
    return [entry for entry in told if entry["name"] == "tandem.requests"]


def test_a_request_has_one_line_and_its_number_is_in_the_answer(
    lines: io.StringIO, browser_of: Browser
) -> None:
    answer = browser_of(None).get("/login")

    (entry,) = entries(lines)
    assert (entry["method"], entry["address"], entry["status"]) == ("GET", "/login", 200)
    assert entry["request"] == answer.headers["X-Request-ID"]
    assert isinstance(entry["ms"], int)


def test_no_line_holds_a_link_a_search_or_what_was_typed(
    lines: io.StringIO, cast: Cast, session: object, browser_of: Browser
) -> None:
    token = issue_ticket(session, "password", person_id=cast.sam.id, now=NOW)  # type: ignore[arg-type]
    session.commit()  # type: ignore[attr-defined]
    visitor, lee, ada = browser_of(None), browser_of(cast.lee), browser_of(cast.ada)

    visitor.get(f"/password/{token}")
    ada.get("/admin/log?person=CANARY")
    new_team = "/lead/teams/new"
    lee.post(new_team, data={"form_id": form_id_in(lee.get(new_team)), "name": "CANARY"})
    visitor.post("/login", data={"email": "canary@example.com", "password": "CANARY"})

    assert len(entries(lines)) == 5
    assert "/password/<token>" in lines.getvalue()
    for secret in (token, "CANARY", "canary@example.com"):
        assert secret not in lines.getvalue()


def test_every_line_of_a_request_carries_its_number(
    lines: io.StringIO, app: Flask, browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks() -> None:
        raise ValueError("broken")

    monkeypatch.setitem(app.view_functions, "sign_in.login", breaks)
    breaks.open_to = frozenset({"everybody"})  # type: ignore[attr-defined]
    app.config["PROPAGATE_EXCEPTIONS"] = False
    try:
        answer = browser_of(None).get("/login")
    finally:
        app.config["PROPAGATE_EXCEPTIONS"] = None

    number = answer.headers["X-Request-ID"]
    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert answer.status_code == 500
    assert {entry["request"] for entry in told} == {number}
    assert len(told) == 2
    assert f"The number of what broke: {number}" in answer.text


def test_a_number_is_taken_from_a_proxy_that_is_believed_and_from_nobody_else(
    app: Flask, browser_of: Browser
) -> None:
    visitor = browser_of(None)
    assert visitor.get("/login", headers={"X-Request-ID": NUMBER}).headers["X-Request-ID"] != NUMBER

    app.config["PROXIES"] = 1
    try:
        known = visitor.get("/login", headers={"X-Request-ID": NUMBER})
        forged = visitor.get("/login", headers={"X-Request-ID": "a b\tc; forged line"})
    finally:
        app.config["PROXIES"] = 0

    assert known.headers["X-Request-ID"] == NUMBER
    assert request_log.NUMBER.fullmatch(forged.headers["X-Request-ID"])


def test_what_machines_ask_all_the_time_is_not_told(
    lines: io.StringIO, browser_of: Browser
) -> None:
    visitor = browser_of(None)

    visitor.get("/healthz"), visitor.get("/readyz"), visitor.get("/login")

    assert [entry["address"] for entry in entries(lines)] == ["/login"]


def test_plain_lines_say_the_same(browser_of: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    written, root = io.StringIO(), logging.getLogger()
    before, level = root.handlers[:], root.level
    monkeypatch.setattr("sys.stderr", written)
    try:
        request_log.set_up(as_json=False, level="info")
        number = browser_of(None).get("/login").headers["X-Request-ID"]
    finally:
        root.handlers[:] = before
        root.setLevel(level)

    assert f"INFO {number} tandem.requests: GET /login 200 in " in written.getvalue()
