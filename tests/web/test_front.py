"""Does a request reach a thread only whole, and within its time?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tandem.web.front import PIECE, Front, Patience

Message = dict[str, Any]
FORM = [(b"content-length", b"6")]
ENDLESS = 30.0


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run it in a thread of its own: a browser's test may have a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()


class Exchange:
    """One request, as a server hands it to an application, and what came back."""

    def __init__(self, pieces: Iterable[bytes], *, ends: str = "whole", reads: bool = True) -> None:
        self.pieces = list(pieces)
        self.ends = ends
        self.reads = reads
        self.sent: list[Message] = []

    async def receive(self) -> Message:
        if self.pieces:
            piece = self.pieces.pop(0)
            more = bool(self.pieces) or self.ends != "whole"
            return {"type": "http.request", "body": piece, "more_body": more}
        if self.ends == "gone":
            return {"type": "http.disconnect"}
        # A byte now and then, for ever.
        await asyncio.sleep(0.001 if self.ends == "trickles" else ENDLESS)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def send(self, message: Message) -> None:
        if not self.reads and len(self.sent) > 1:
            await asyncio.sleep(ENDLESS)
        self.sent.append(message)

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def content(self) -> bytes:
        return b"".join(message["body"] for message in self.sent[1:])


class Echo:
    """An application that answers with the body, and remembers what it was asked."""

    def __init__(self, answer: bytes = b"") -> None:
        self.answer = answer
        self.asked: list[dict[str, Any]] = []

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        self.asked.append(environ)
        content = self.answer or environ["wsgi.input"].read()
        start("200 OK", [("X-Answer", "Yes"), ("Connection", "close")])
        return [content]


def ask(
    front: Front, exchange: Exchange, headers: list[tuple[bytes, bytes]] = FORM,
    path: bytes = b"/", server: tuple[str, int] | None = ("127.0.0.1", 8000),
    client: tuple[str, int] | None = ("192.0.2.7", 5000),
) -> Exchange:  # fmt: skip
    scope = {
        "type": "http", "method": "POST", "raw_path": path, "query_string": b"a=b",
        "http_version": "1.1", "scheme": "http", "headers": headers,
        "client": client, "server": server,
    }  # fmt: skip
    run(front(scope, exchange.receive, exchange.send))
    return exchange


def front_of(application: Any, **patience: Any) -> Front:
    return Front(application, Patience(**{"seconds": 20, "largest": 1000, **patience}))


def test_a_body_that_comes_in_pieces_is_handed_on_whole() -> None:
    exchange = ask(front_of(Echo()), Exchange([b"ab", b"", b"cdef"]))

    assert (exchange.status, exchange.content) == (200, b"abcdef")
    assert exchange.sent[0]["headers"] == [(b"x-answer", b"Yes")]


@pytest.mark.parametrize("ends", ["trickles", "stops"])
def test_a_body_that_takes_too_long_costs_no_thread_and_is_told_so(ends: str) -> None:
    echo = Echo()

    exchange = ask(front_of(echo, seconds=0.05, largest=10**9), Exchange([b"ab"], ends=ends))

    assert exchange.status == 408
    assert b"Please send it again" in exchange.content
    assert echo.asked == []


def test_a_large_body_may_take_longer_than_a_small_one() -> None:
    patience = Patience(seconds=20, largest=1, slowest=4096)

    assert patience.allows(2) < 21
    assert patience.allows(8 * 1024 * 1024) == 20 + 2048


def test_a_body_that_began_fast_may_not_be_silent_for_longer_than_another() -> None:
    patience = Patience(seconds=20, largest=1, slowest=4096)

    after_much = patience.until(20, 32 * 1024 * 1024, now=1)
    after_a_byte = patience.until(after_much, 1, now=20)

    assert after_much == 21
    assert 21 < after_a_byte < 21.001


def test_a_body_that_comes_steadily_may_take_as_long_as_it_is_large() -> None:
    patience = Patience(seconds=20, largest=1, slowest=4096)
    until = 20.0

    for second in range(1, 10_000):
        until = patience.until(until, 4096, now=second)

    assert until == 10_000 - 1 + 20


def test_a_body_that_breaks_off_reaches_nobody() -> None:
    echo = Echo()

    exchange = ask(front_of(echo), Exchange([b"ab"], ends="gone"))

    assert (exchange.status, echo.asked) == (400, [])


def test_of_a_body_that_is_too_large_the_beginning_is_kept() -> None:
    echo = Echo()
    headers = [(b"content-length", b"50")]

    exchange = ask(front_of(echo, largest=20), Exchange([b"a" * 10] * 5), headers)

    assert echo.asked[0]["CONTENT_LENGTH"] == "50"
    assert exchange.content == b"a" * 30


def test_a_body_without_end_is_not_read_for_ever() -> None:
    echo = Echo()

    ask(front_of(echo, largest=20), Exchange([b"a" * 10], ends="trickles"), [CHUNKED])

    assert 20 < int(echo.asked[0]["CONTENT_LENGTH"]) < 100


CHUNKED = (b"transfer-encoding", b"chunked")


def test_a_body_without_a_length_gets_one() -> None:
    echo = Echo()

    ask(front_of(echo), Exchange([b"abc"]), [CHUNKED])

    assert echo.asked[0]["CONTENT_LENGTH"] == "3"
    assert "HTTP_TRANSFER_ENCODING" not in echo.asked[0]


def test_what_is_kept_of_large_bodies_has_an_end_and_is_given_back() -> None:
    front = front_of(Echo(), small=2, together=5)

    too_much = ask(front, Exchange([b"abcd", b"efgh"]))
    enough = ask(front, Exchange([b"abcd", b"efg"]))

    assert (too_much.status, enough.status) == (503, 200)
    assert front.kept == 0


def test_a_small_body_has_room_whatever_others_upload() -> None:
    front = front_of(Echo(), small=6, together=5)
    front.kept = 5

    small, large = ask(front, Exchange([b"abc", b"def"])), ask(front, Exchange([b"abcdefg"]))

    assert (small.status, large.status) == (200, 503)
    assert front.kept == 5


def test_somebody_who_reads_nothing_gets_no_more() -> None:
    front = front_of(Echo(b"a" * 500_000), seconds=0.05, slowest=10**9)

    exchange = ask(front, Exchange([], reads=False), [])

    assert len(exchange.content) < 500_000


def test_no_header_can_pass_for_another() -> None:
    echo = Echo()
    headers = [
        (b"x_forwarded_for", b"10.0.0.1"), (b"proxy", b"http://elsewhere"),
        (b"x-forwarded-for", b"10.0.0.2"), (b"cookie", b"a=1"), (b"cookie", b"b=2"),
    ]  # fmt: skip

    ask(front_of(echo), Exchange([]), headers, path=b"/a%C3%A4%2Fb?a=b")

    environ = echo.asked[0]
    assert environ["HTTP_X_FORWARDED_FOR"] == "10.0.0.2"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert "HTTP_PROXY" not in environ
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/aä/b"
    assert (environ["REMOTE_ADDR"], environ["QUERY_STRING"]) == ("192.0.2.7", "a=b")


def test_an_application_that_fails_is_answered_for() -> None:
    def failing(environ: object, start: object) -> list[bytes]:
        raise ValueError("broken")

    assert ask(front_of(failing), Exchange([]), []).status == 500


def test_what_runs_beside_the_requests_begins_once_in_a_process() -> None:
    begun: list[str] = []
    front = Front(Echo(), Patience(20, 1000), begin=lambda: begun.append("begun"))
    messages = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
    sent: list[Message] = []

    async def receive() -> Message:
        return messages.pop(0)

    async def send(message: Message) -> None:
        sent.append({**message, "begun": len(begun)})

    run(front({"type": "lifespan"}, receive, send))

    assert begun == ["begun"]
    assert [message["type"] for message in sent] == [
        "lifespan.startup.complete", "lifespan.shutdown.complete"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("size", "pieces"), [(1, 1), (PIECE, 1), (PIECE + 1, 2), (2 * PIECE, 2), (2 * PIECE + 1, 3)]
)
def test_an_answer_is_sent_in_pieces_and_the_last_one_says_so(size: int, pieces: int) -> None:
    exchange = ask(front_of(Echo(b"a" * size)), Exchange([]), [])

    assert [message["more_body"] for message in exchange.sent[1:]] == [True] * (pieces - 1) + [
        False
    ]
    assert len(exchange.content) == size


def test_an_empty_answer_ends_with_a_piece_of_nothing() -> None:
    exchange = ask(front_of(Echo()), Exchange([]), [])

    assert [message["more_body"] for message in exchange.sent[1:]] == [False]


@pytest.mark.parametrize(("largest", "kept"), [(20, 30), (19, 20), (10, 20), (9, 10)])
def test_a_body_is_kept_until_it_is_larger_than_it_may_be(largest: int, kept: int) -> None:
    headers = [(b"content-length", b"40")]

    exchange = ask(front_of(Echo(), largest=largest), Exchange([b"a" * 10] * 4), headers)

    assert exchange.content == b"a" * kept


@pytest.mark.parametrize(("largest", "read"), [(9, 40), (10, 50)])
def test_of_a_body_that_is_too_large_four_times_as_much_is_read(largest: int, read: int) -> None:
    exchange = Exchange([b"a" * 10] * 9)

    ask(front_of(Echo(), largest=largest), exchange, [CHUNKED])

    assert 90 - 10 * len(exchange.pieces) == read


def test_a_body_that_nobody_announced_is_not_waited_for() -> None:
    echo = Echo()

    ask(front_of(echo), Exchange([b"ab"]), [(b"x-length", b"2")])

    assert echo.asked[0]["wsgi.input"].closed
    assert "CONTENT_LENGTH" not in echo.asked[0]


def test_what_a_connection_says_of_itself_is_not_handed_on() -> None:
    def answering(environ: object, start: Callable[..., Any]) -> list[bytes]:
        start("204 No Content", [("Keep-Alive", "5"), ("Upgrade", "h2"), ("Set-Cookie", "a=1")])
        return []

    exchange = ask(front_of(answering), Exchange([]), [])

    assert exchange.status == 204
    assert exchange.sent[0]["headers"] == [(b"set-cookie", b"a=1")]


def test_who_is_not_served_reads_why_and_the_connection_ends() -> None:
    exchange = ask(front_of(Echo()), Exchange([b"ab"], ends="gone"))

    assert dict(exchange.sent[0]["headers"]) == {
        b"content-type": b"text/plain; charset=utf-8",
        b"connection": b"close",
    }
    assert exchange.content.endswith(b"Please send it again.\n")


def test_what_an_application_opened_is_closed_when_it_was_read() -> None:
    closed: list[bool] = []

    class Pieces(list[bytes]):
        def close(self) -> None:
            closed.append(True)

    def answering(environ: object, start: Callable[..., Any]) -> list[bytes]:
        start("200 OK", [])
        return Pieces([b"a", b"b"])

    assert ask(front_of(answering), Exchange([]), []).content == b"ab"
    assert closed == [True]


def test_a_header_that_comes_twice_is_one_with_both_values() -> None:
    echo = Echo()
    headers = [(b"accept", b"a"), (b"Accept", b"b"), (b"content-type", b"text/plain")]

    ask(front_of(echo), Exchange([]), headers)

    assert (echo.asked[0]["HTTP_ACCEPT"], echo.asked[0]["CONTENT_TYPE"]) == ("a,b", "text/plain")


@pytest.mark.parametrize(
    ("server", "asked"),
    [(("127.0.0.1", 8000), ("127.0.0.1", "8000")), (None, ("localhost", "80"))],
)
def test_a_server_behind_a_socket_has_no_address_of_its_own(
    server: tuple[str, int] | None, asked: tuple[str, str]
) -> None:
    echo = Echo()

    ask(front_of(echo), Exchange([b"abcdef"]), server=server)

    assert (echo.asked[0]["SERVER_NAME"], echo.asked[0]["SERVER_PORT"]) == asked


def test_a_client_behind_a_socket_has_no_address() -> None:
    echo = Echo()

    ask(front_of(echo), Exchange([b"abcdef"]), client=None)

    assert echo.asked[0]["REMOTE_ADDR"] == ""
