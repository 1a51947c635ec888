"""Who lets a directory in, and what does it take to get in?"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.interop.scim import tokens
from tandem.models import AuditEntry, ScimToken
from tandem.models.tokens import hash_of
from tandem.terms import AuditAct
from tandem.web import throttle
from tests.browser import BrowserClient
from tests.cast import Cast
from tests.conftest import Browser
from tests.interop.scim.conftest import TalkingDirectory
from tests.lessons import form_id_in
from tests.moments import SetClock
from tests.written import AsBefore

ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"


def made(browser: BrowserClient, name: str = "Acme") -> str:
    """Make a token on the page; what it says."""
    form_id = form_id_in(browser.get("/admin/scim"))
    answer = browser.post(
        "/admin/scim", data={"form_id": form_id, "name": name}, follow_redirects=True
    )
    found = re.search(r'value="(tandem-scim-[^"]+)"', answer.text)
    assert found, answer.text
    return found[1]


def knock(app: Flask, **headers: str) -> tuple[int, str]:
    """Ask for what the site can do; the status and what was said."""
    client = BrowserClient(app, app.response_class)
    answer = client.get("/scim/v2/ServiceProviderConfig", headers=headers)
    assert answer.content_type == "application/scim+json"
    return answer.status_code, answer.text


def test_a_token_is_shown_once_and_only_its_hash_is_kept(
    app: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)

    secret = made(ada)

    assert secret not in ada.get("/admin/scim").text
    row = session.scalars(select(ScimToken)).one()
    assert (row.name, row.token_hash, row.by_id) == ("Acme", hash_of(secret), cast.ada.id)
    assert knock(app, Authorization=f"Bearer {secret}")[0] == 200
    acts = session.scalars(select(AuditEntry.act).where(AuditEntry.actor_id == cast.ada.id))
    assert list(acts) == [AuditAct.TOKEN_MADE]


def test_the_page_says_when_a_token_was_used_last(
    cast: Cast, directory: TalkingDirectory, browser_of: Browser, clock: SetClock
) -> None:
    ada = browser_of(cast.ada)
    assert "never" in ada.get("/admin/scim").text

    directory.get("/Users")

    assert "never" not in ada.get("/admin/scim").text


def test_an_ended_token_lets_nobody_in_from_that_moment_on(
    session: Session, cast: Cast, directory: TalkingDirectory, browser_of: Browser
) -> None:
    ada, address = browser_of(cast.ada), f"/admin/scim/{directory.token_id}/end"
    before = ada.get(address)
    assert "What stops" in before.text
    assert "What stays" in before.text

    answer = ada.post(address, data={"form_id": form_id_in(before)}, follow_redirects=True)

    assert "“Acme” lets nobody in anymore." in answer.text
    assert "ended on" in answer.text
    assert directory.send("GET", "/Users").status_code == 401
    session.rollback()
    row = session.scalars(select(AuditEntry).where(AuditEntry.act == AuditAct.TOKEN_ENDED)).one()
    assert (row.actor_id, row.about) == (cast.ada.id, "Acme")
    assert secret_works_anew(directory, made(ada, "Again"))


def secret_works_anew(directory: TalkingDirectory, secret: str) -> bool:
    """Does another token let the directory go on?"""
    directory.secret = secret
    return directory.send("GET", "/Users").status_code == 200


@pytest.mark.parametrize("shown", ["", "Bearer ", "Bearer wrong", "Basic {}", "Token {}"])
def test_whoever_shows_no_token_reads_an_error_of_the_protocol(
    app: Flask, directory: TalkingDirectory, shown: str
) -> None:
    status, text = knock(app, Authorization=shown.replace("{}", directory.secret))

    assert status == 401
    assert ERROR in text


def test_a_cookie_of_an_administrator_opens_nothing_and_none_is_ever_set(
    cast: Cast, directory: TalkingDirectory, browser_of: Browser
) -> None:
    answer = browser_of(cast.ada).get("/scim/v2/Users")
    own = directory.send("GET", "/Users")

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert (own.status_code, own.headers.getlist("Set-Cookie")) == (200, [])
    assert answer.headers.getlist("Set-Cookie") == []


def test_whoever_guesses_is_shut_out_and_the_directory_is_not(
    app: Flask, directory: TalkingDirectory
) -> None:
    tried = [knock(app, Authorization="Bearer wrong")[0] for _ in range(41)]

    assert tried == [401] * 40 + [429]
    assert directory.send("GET", "/Users").status_code == 200


def test_a_directory_that_asks_without_end_is_slowed_down(
    app: Flask, directory: TalkingDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "PER_DIRECTORY", throttle.parse("2 per minute"))

    answers = [directory.send("GET", "/Users") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "60"
    assert ERROR in answers[-1].text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'{"userName": "\\u0000", "emails": [{"value": "a@b.com"}]}', 400),
        (b'{"userName": "\\ud800", "emails": [{"value": "a@b.com"}]}', 400),
        (b"[" * 100_000, 400),
        (b" " * (4 * 1024 * 1024 + 1), 413),
    ],
)
def test_a_body_that_is_none_is_refused_and_breaks_nothing(
    directory: TalkingDirectory, body: bytes, status: int
) -> None:
    answer = directory.client.post(
        "/scim/v2/Users",
        data=body,
        content_type="application/scim+json",
        headers={"Authorization": f"Bearer {directory.secret}"},
    )

    assert answer.status_code == status
    assert ERROR in answer.text


def test_what_is_not_there_is_an_error_of_the_protocol(directory: TalkingDirectory) -> None:
    for path in ("/Nothing", "/Users/1", "/Users/u0", "/Users/u99999999999", "/Bulk", "/Me"):
        answer = directory.send("GET", path)

        assert answer.status_code in {404, 405, 501}, path
        assert ERROR in answer.text


def test_a_use_is_noted_every_few_minutes_and_no_finer(
    session: Session, directory: TalkingDirectory, clock: SetClock
) -> None:
    directory.get("/Users")
    session.rollback()
    first = session.scalars(select(ScimToken.used_at)).one()
    clock.set_to(clock.now + timedelta(minutes=1))
    directory.get("/Users")
    session.rollback()

    assert session.scalars(select(ScimToken.used_at)).one() == first


@pytest.mark.parametrize(("minutes", "is_due"), [(None, True), (0, False), (4, False), (5, True)])
def test_a_use_is_due_to_be_noted_after_five_minutes(
    clock: SetClock, minutes: int | None, is_due: bool
) -> None:
    used_at = None if minutes is None else clock.now - timedelta(minutes=minutes)

    assert tokens.is_use_due(ScimToken(used_at=used_at), now=clock.now) is is_due


def test_a_use_is_noted_of_one_token_and_those_that_ended_stand_last(
    session: Session, cast: Cast, clock: SetClock
) -> None:
    for name in ("first", "ended", "last"):
        tokens.make(session, name, by_id=cast.ada.id, now=clock.now)
    rows = {row.name: row for row in tokens.tokens(session)}
    tokens.end(session, rows["ended"].id, by_id=cast.ada.id, now=clock.now)

    tokens.note_use(session, rows["first"].id, now=clock.now)

    session.expire_all()
    assert [(row.name, row.used_at) for row in tokens.tokens(session)] == [
        ("last", None), ("first", clock.now), ("ended", None),
    ]  # fmt: skip


def test_a_form_that_is_out_of_date_makes_and_ends_no_token(
    session: Session, cast: Cast, directory: TalkingDirectory, browser_of: Browser
) -> None:
    ada, end = browser_of(cast.ada), f"/admin/scim/{directory.token_id}/end"

    for address in ("/admin/scim", end):
        assert ada.get(address).status_code == 200
        assert ada.post(address, data={"name": "Acme", "form_id": "x"}).status_code == 400

    session.rollback()
    assert [row.ended_at for row in tokens.tokens(session)] == [None]


def test_the_page_of_the_tokens_says_when_each_was_used_and_asks_before_one_ends(
    session: Session, cast: Cast, clock: SetClock, browser_of: Browser, page_as_before: AsBefore
) -> None:
    for name, used_at in (("Acme", None), ("Globex", clock.now)):
        session.add(
            ScimToken(
                name=name, token_hash=hash_of(name), by_id=cast.ada.id, made_at=clock.now,
                used_at=used_at,
            )
        )  # fmt: skip
    session.commit()

    page_as_before(browser_of(cast.ada).get("/admin/scim").text)


def test_what_stops_with_a_token_is_told_before_it_ends(
    session: Session, cast: Cast, clock: SetClock, browser_of: Browser, page_as_before: AsBefore
) -> None:
    row = ScimToken(name="Acme", token_hash="x", by_id=cast.ada.id, made_at=clock.now)
    session.add(row)
    session.commit()

    page_as_before(browser_of(cast.ada).get(f"/admin/scim/{row.id}/end").text)
