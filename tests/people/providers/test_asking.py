"""How does the site ask a provider: whom, how long, and what does it take for an answer?"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import httpx2
import pytest

from tandem.people.providers import asking
from tandem.people.providers.asking import Bounded
from tandem.people.providers.faults import ProviderError, ProviderFault

PLACE = "https://acme.example/userinfo"


@dataclass
class Wire(httpx2.BaseTransport):
    """What stands at the other end: what it was asked, and whether it was let go of."""

    respond: Callable[[httpx2.Request], httpx2.Response]
    asked: list[httpx2.Request] = field(default_factory=list)
    closed: int = 0

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer."""
        self.asked.append(request)
        return self.respond(request)

    def close(self) -> None:
        """Count it."""
        self.closed += 1


def wired(wire: Wire) -> Bounded:
    """The site's own way to ask, with this at the other end."""
    bounded = Bounded()
    bounded.inner.close()
    bounded.inner = wire  # type: ignore[assignment]
    return bounded


@dataclass
class Pieces(httpx2.SyncByteStream):
    """An answer in pieces that knows whether it was let go of."""

    pieces: tuple[bytes, ...]
    closed: bool = False

    def __iter__(self) -> Iterator[bytes]:
        """One after the other."""
        return iter(self.pieces)

    def close(self) -> None:
        """Remember it."""
        self.closed = True


@pytest.mark.parametrize("address", ["http://acme.example/x", "https://u@acme.example/x"])
def test_an_address_that_is_not_safe_is_not_asked(address: str) -> None:
    wire = Wire(lambda _request: httpx2.Response(200))

    with pytest.raises(httpx2.UnsupportedProtocol):
        wired(wire).handle_request(httpx2.Request("GET", address))

    assert wire.asked == []


def test_a_provider_is_asked_for_json_that_is_not_packed() -> None:
    wire = Wire(lambda _request: httpx2.Response(200, stream=Pieces((b"{}",))))

    wired(wire).handle_request(httpx2.Request("GET", PLACE, headers={"Accept": "text/html"}))

    sent = wire.asked[0].headers
    assert (sent["accept"], sent["accept-encoding"]) == ("application/json", "identity")


def test_an_answer_is_put_together() -> None:
    pieces = Pieces((b'{"a"', b": 1}"))
    wire = Wire(lambda _request: httpx2.Response(203, headers={"X-Own": "y"}, stream=pieces))

    answer = wired(wire).handle_request(httpx2.Request("GET", PLACE))

    assert (answer.status_code, answer.headers["x-own"]) == (203, "y")
    assert answer.content == b'{"a": 1}'


@pytest.mark.parametrize(("too_many", "is_taken"), [(0, True), (1, False)])
def test_an_answer_has_half_a_mebibyte_at_most(too_many: int, is_taken: bool) -> None:
    half = b"x" * (256 * 1024)
    answer = httpx2.Response(200, stream=Pieces((half, half, b"x" * too_many)))

    if is_taken:
        assert asking.read(answer) == half + half
    else:
        with pytest.raises(httpx2.RemoteProtocolError, match="too long"):
            asking.read(answer)


def test_an_answer_that_is_not_taken_is_let_go_of() -> None:
    stream, headers = Pieces((b"{}",)), {"Content-Encoding": "gzip"}
    wire = Wire(lambda _request: httpx2.Response(200, headers=headers, stream=stream))

    with pytest.raises(httpx2.RemoteProtocolError):
        wired(wire).handle_request(httpx2.Request("GET", PLACE))

    assert stream.closed


@pytest.mark.parametrize(("packed", "is_taken"), [("identity", True), ("gzip", False)])
def test_an_answer_that_is_packed_is_not_unpacked(packed: str, is_taken: bool) -> None:
    headers = {"Content-Encoding": packed}
    answer = httpx2.Response(200, headers=headers, stream=Pieces((b"{}",)))

    if is_taken:
        assert asking.read(answer) == b"{}"
    else:
        with pytest.raises(httpx2.RemoteProtocolError, match="packed"):
            asking.read(answer)


def test_who_answers_too_slowly_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "SECONDS", 0.01)
    is_over, answered = threading.Event(), []

    def respond(_request: httpx2.Request) -> httpx2.Response:
        is_over.wait(5)
        answered.append("late")
        return httpx2.Response(200)

    wire = Wire(respond)
    try:
        with pytest.raises(httpx2.ReadTimeout):
            wired(wire).handle_request(httpx2.Request("GET", PLACE))
        assert (answered, wire.closed) == ([], 1)
    finally:
        is_over.set()


def answering(
    monkeypatch: pytest.MonkeyPatch, respond: Callable[[httpx2.Request], httpx2.Response]
) -> Wire:
    """A provider that answers whatever the site asks."""
    wire = Wire(respond)
    monkeypatch.setattr(asking, "Bounded", lambda: wire)
    return wire


@pytest.mark.parametrize(("token", "shown"), [("", None), ("opens", "Bearer opens")])
def test_a_token_is_shown_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, token: str, shown: str | None
) -> None:
    wire = answering(monkeypatch, lambda _request: httpx2.Response(200, json={"sub": "sam"}))

    assert asking.json_at(PLACE, token=token) == {"sub": "sam"}
    assert wire.asked[0].headers.get("authorization") == shown


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b"{}"),
        (201, b"{}"),
        (404, b"[]"),
        (200, b"[]"),
        (200, b"no json"),
        (200, b""),
        (200, b"[" * 5000),
    ],
)
def test_what_is_no_table_of_json_is_no_answer(
    monkeypatch: pytest.MonkeyPatch, status: int, body: bytes
) -> None:
    answering(monkeypatch, lambda _request: httpx2.Response(status, content=body))

    with pytest.raises(ProviderError) as raised:
        asking.json_at(PLACE)

    assert raised.value.fault is ProviderFault.AWAY
    assert PLACE in raised.value.detail


def test_no_other_address_is_asked_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = {"Location": "https://other.example/"}
    wire = answering(monkeypatch, lambda _request: httpx2.Response(302, headers=elsewhere))
    with pytest.raises(ProviderError):
        asking.json_at(PLACE)

    assert [str(request.url) for request in wire.asked] == [PLACE]


def test_an_answer_is_waited_for_ten_seconds_and_five_at_once() -> None:
    options = asking.options()
    options["transport"].close()

    assert (asking.SECONDS, options["timeout"]) == (10, httpx2.Timeout(5))


def test_what_went_wrong_is_said_with_its_place() -> None:
    error = ProviderError(ProviderFault.AWAY, "it sleeps")

    assert str(error) == "away: it sleeps"
