"""The site in processes of its own, as `make run` starts it: asked over HTTP, and weighed."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from flask import Flask

from benchmarks.sites import browser_of
from tandem.web.session_cookie import SESSION, cookie_name

ROOT = Path(__file__).parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """A site that is served, and the process that started the others."""

    port: int
    first: int

    def ask(
        self, method: str, path: str, cookie: str = "", body: str | None = None
    ) -> tuple[int, str, str]:
        """What it answers: the status, the page, and the cookie to come back with."""
        return ask(self.port, method, path, cookie, body)

    def workers(self) -> list[int]:
        """The processes that answer: the first one has started them, and they hold a site."""
        return [pid for pid in started_by(self.first) if megabytes_of(pid) > 50]

    def busy(self) -> float:
        """Seconds of the processor that its processes have taken so far."""
        return sum(map(seconds_of, family_of(self.first)))


@contextmanager
def served(app: Flask, *, workers: int = 1) -> Iterator[Served]:
    """The site of an app, until the block ends."""
    names = ("DATABASE_URL", "COURSES", "SECRET_KEY")
    settings = {f"TANDEM_{name}": str(app.config[name]) for name in names}
    port = free_port()
    own = {"PORT": str(port), "WEB_CONCURRENCY": str(workers), "TANDEM_LOG_LEVEL": "ERROR"}
    known = {**os.environ, **settings, **own}
    subprocess.run(
        [sys.executable, "-m", "flask", "prepare"],
        cwd=ROOT,
        env=known,
        check=True,
        capture_output=True,
    )
    server = subprocess.Popen(
        [sys.executable, "serve.py"],
        cwd=ROOT,
        env=known,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until_answered(port)
        yield Served(port, server.pid)
    finally:
        server.terminate()
        server.wait()


def until_answered(port: int) -> None:
    """Wait for the first answer. Raises RuntimeError."""
    for _ in range(600):
        try:
            ask(port, "GET", "/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the site does not start")


def ask(
    port: int, method: str, path: str, cookie: str = "", body: str | None = None
) -> tuple[int, str, str]:
    """What the site behind a port answers: the status, the page, and the cookie from now on."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Cookie": cookie}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode(errors="replace")
    connection.close()
    return answer.status, text, (answer.getheader("Set-Cookie") or cookie).partition(";")[0]


def cookie_of(app: Flask, email: str) -> str:
    """The session of somebody who is signed in. Raises RuntimeError where there is none."""
    name = cookie_name(app, SESSION)
    cookie = browser_of(app, email).get_cookie(name)
    if cookie is None:
        raise RuntimeError(f"no cookie {name}")
    return f"{name}={cookie.value}"


def free_port() -> int:
    """A port that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def started_by(process: int) -> list[int]:
    """The processes that a process has started. Linux keeps them in a file for each thread."""
    files = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for file in files for child in file.read_text().split()]


def family_of(process: int) -> list[int]:
    """A process, those that it has started, and those that they have."""
    return [process, *(pid for child in started_by(process) for pid in family_of(child))]


def megabytes_of(process: int) -> float:
    """What a process holds in memory, with what it shares."""
    text = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"^VmRSS:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def seconds_of(process: int) -> float:
    """The processor time of a process, its threads included."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
