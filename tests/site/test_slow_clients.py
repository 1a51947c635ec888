"""Does the site answer while hundreds send half a request, and does it end them in time?"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tests.site.serving import Site, Visitor, wait_for

HALF_HEAD = b"GET /login HTTP/1.1\r\nHost: localhost\r\nX-Half"
HALF_BODY = b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\nemail="
MANY = 200
LESSON = "/learn/respectful-teaming/equals/"


@contextmanager
def half_sent(site: Site, beginning: bytes, *, times: int) -> Iterator[list[socket.socket]]:
    """So many connections on which a request has begun."""
    with ExitStack() as stack:
        connections = []
        for _ in range(times):
            connection = socket.create_connection(("127.0.0.1", site.port), timeout=20)
            connections.append(stack.enter_context(connection))
            connection.sendall(beginning)
            connection.setblocking(False)
        yield connections


def said_to(connection: socket.socket) -> bytes | None:
    """What the site sent before it ended a connection; None while it is open."""
    said = b""
    try:
        while piece := connection.recv(4096):
            said += piece
    except BlockingIOError:
        return None
    except ConnectionError:
        return said
    return said


def test_pages_come_while_hundreds_send_half_a_request(looked_at: Site) -> None:
    rep = Visitor(looked_at)
    rep.sign_in("rep@example.com")

    with (
        half_sent(looked_at, HALF_HEAD, times=MANY) as heads,
        half_sent(looked_at, HALF_BODY, times=MANY) as bodies,
    ):
        health, lesson = rep.answer("/healthz"), rep.answer(LESSON)
        open_still = [said_to(connection) is None for connection in (heads[-1], bodies[-1])]

    assert (health.status, lesson.status) == (200, 200)
    assert "I have read this" in lesson.text
    assert open_still == [True, True]


def test_who_sends_half_a_request_or_a_byte_now_and_then_is_ended(hurried: Site) -> None:
    with (
        half_sent(hurried, HALF_HEAD, times=MANY) as heads,
        half_sent(hurried, HALF_BODY, times=MANY) as bodies,
    ):
        ended: dict[socket.socket, bytes] = {}

        def all_ended() -> bool:
            for connection in set(heads + bodies) - set(ended):
                if (said := said_to(connection)) is not None:
                    ended[connection] = said
                elif connection in {heads[0], bodies[0]}:
                    connection.send(b"x")
            return len(ended) == 2 * MANY

        wait_for(all_ended, seconds=40)

    assert all(said.startswith(b"HTTP/1.1 408") for said in map(ended.get, bodies) if said)
    assert b"Please send it again" in ended[bodies[0]]
    assert Visitor(hurried).answer("/healthz").status == 200
