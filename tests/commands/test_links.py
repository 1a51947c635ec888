"""Ask the web, here a server of the test's own, whether links still lead somewhere."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from flask import Flask

from tandem.commands.link_check import ask, is_public
from tests.courses import write_course


class Web(BaseHTTPRequestHandler):
    """A small web: each path answers as its name says."""

    def answer(self) -> None:
        """Answer by the path."""
        name = self.path.partition("?")[0].strip("/")
        if name == "slow":
            time.sleep(1)
        status = {"gone": 404, "shut": 403, "broken": 500, "moved": 301, "loop": 302}.get(name, 200)
        if name == "no-head" and self.command == "HEAD":
            status = 405
        self.send_response(status)
        if name in {"moved", "loop"}:
            self.send_header("Location", "/well" if name == "moved" else "/loop")
        self.end_headers()

    do_HEAD = do_GET = answer  # noqa: N815 (the names the library calls)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def web() -> Iterator[str]:
    """The address of the server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Web)
    # It looks every so many seconds whether it is to end.
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "fault", "is_gone"),
    [
        ("well", "", False),
        ("well?x=é ü", "", False),
        ("no-head", "", False),
        ("gone", "answers 404", True),
        ("shut", "answers 403", False),
        ("broken", "answers 500", False),
        ("loop", "leads from one address to the next without an end", False),
        ("slow", "no answer within 0.3 seconds", False),
    ],
)
def test_an_address_says_how_it_is(web: str, path: str, fault: str, is_gone: bool) -> None:
    answer = ask(f"{web}/{path}", timeout=0.3, private=True)

    assert (answer.fault, answer.is_gone) == (fault, is_gone)


def test_an_address_that_has_moved_says_where(web: str) -> None:
    assert ask(f"{web}/moved", private=True).moved_to == f"{web}/well"


def test_our_own_network_is_not_asked(web: str) -> None:
    assert "private network" in ask(f"{web}/well").fault


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "::1",
     "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "2002:a00:1::"],
)  # fmt: skip
def test_a_number_of_our_own_network_is_private(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("address", ["http://", "http://[::1", "http://a b/", "http://x:99999/"])
def test_an_odd_address_is_a_fault_and_no_traceback(address: str) -> None:
    assert ask(address, timeout=1).fault


def test_links_says_file_and_line_of_what_is_gone(app: Flask, tmp_path: Path, web: str) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    with (folder / "01-engine.md").open("a", encoding="utf-8") as file:
        file.write(f"\n[gone]({web}/gone) [well]({web}/well)\n[moved]({web}/moved)\n")
    run = app.test_cli_runner().invoke

    asked = run(args=["courses", "links", "--private"])
    unasked = run(args=["courses", "links", str(folder)])

    assert asked.exit_code == 1
    assert f"courses/teaming/01-engine.md:31: error: {web}/gone: answers 404" in asked.output
    assert f"01-engine.md:32: warning: {web}/moved: has moved to {web}/well" in asked.output
    assert "3 addresses asked" in asked.output
    assert unasked.exit_code == 0
    assert "teaming/01-engine.md:31: warning" in unasked.output
