"""How the tests of the whole site serve it: real processes on a real port, as `make run` does."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import urllib.response
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass
class Site:
    """A site with a folder and a database of its own."""

    instance: Path
    database: str
    courses: Path
    # The database it was copied from: whoever signed in on one such site is known on each.
    like: str = ""
    watch: bool = False
    settings: dict[str, str] = field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What its processes know."""
        # Each site keeps its secret in a configuration of its own, never in the checkout.
        return {
            **os.environ,
            "TANDEM_DATABASE_URL": self.database,
            "TANDEM_SECRET_KEY": "only for tests, and long enough for them",
            "TANDEM_COURSES": str(self.courses),
            "TANDEM_WATCH": "true" if self.watch else "false",
            "TANDEM_STYLEGUIDE": "true",
            "PORT": str(self.port),
            **self.settings,
        }

    def flask(self, *arguments: str) -> str:
        """Run a command; gives what it printed."""
        command = [sys.executable, "-m", "flask", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def start(self) -> None:
        """Serve it and wait until it answers."""
        self.port = self.port or free_port()
        command = [sys.executable, str(ROOT / "serve.py")]
        log = (self.instance / "server.log").open("ab")
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        wait_for(self.is_ready, seconds=120)

    def is_ready(self) -> bool:
        """Does it answer?"""
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        """Kill every process at once, as a power cut would."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@dataclass(frozen=True)
class Answer:
    """What came for an address: from where in the end, and its text, if it is one."""

    url: str
    status: int
    headers: dict[str, str]
    text: str

    @classmethod
    def read(cls, answer: urllib.response.addinfourl) -> Answer:
        """Read it to its end."""
        text = answer.read().decode(errors="replace")
        return cls(
            answer.url,
            answer.status or 0,
            {name.lower(): value for name, value in answer.headers.items()},
            text,
        )


@dataclass
class Visitor:
    """Somebody with a plain HTTP client."""

    site: Site
    cookies: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)
    # Seconds after which an answer is given up.
    patience: float = 20

    def get(self, path: str) -> str:
        """A page's text."""
        return self.open(path, None)

    def post(self, path: str, fields: dict[str, str], *, accept: str = "*/*") -> str:
        """Send a form with the token of this session."""
        token = hidden(self.get("/account" if self.cookies else "/login"), "csrf_token")
        return self.open(path, {"csrf_token": token, **fields}, accept=accept)

    def open(self, path: str, fields: dict[str, str] | None, *, accept: str = "*/*") -> str:
        """Ask for a page; gives its text."""
        return self.answer(path, fields, accept=accept).text

    def answer(
        self, path: str, fields: dict[str, str] | None = None, *, accept: str = "*/*"
    ) -> Answer:
        """Ask for a page, and follow where it leads."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        content = urllib.parse.urlencode(fields).encode() if fields is not None else None
        request = urllib.request.Request(
            self.site.url + path, data=content, headers={"Accept": accept}
        )
        try:
            with opener.open(request, timeout=self.patience) as answer:
                return Answer.read(answer)
        except urllib.error.HTTPError as error:
            with error:
                return Answer.read(error)

    def sign_in(self, email: str) -> None:
        """Sign in as somebody of the sample."""
        self.post("/login", {"email": email, "password": "tandem-sample"})


def hidden(text: str, name: str) -> str:
    """The value of a hidden field on a page."""
    tag = next(tag for tag in re.findall(r"<input[^>]*>", text) if f'name="{name}"' in tag)
    found = re.search(r'value="([^"]*)"', tag)
    assert found
    return found[1]


def free_port() -> int:
    """A port that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def wait_for(question: object, *, seconds: float) -> None:
    """Ask again and again until the answer is yes."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if question():  # type: ignore[operator]
            return
        time.sleep(0.1)
    raise TimeoutError(f"not within {seconds} seconds: {question}")
