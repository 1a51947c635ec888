"""How does a request reach a thread? Only whole, and within its time.

A server that speaks ASGI reads heads and bodies without a thread. Here a body is kept until its
last byte is there, and then one of a few threads answers; what it made is sent without the thread.
So a slow client, however many there are of it, costs memory and never a thread.
"""

from __future__ import annotations

import asyncio
import functools
import logging
import sys
import tempfile
from collections.abc import Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from typing import IO, Any, TypeAlias
from urllib.parse import unquote_to_bytes
from wsgiref.types import WSGIApplication, WSGIEnvironment

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Any]
Send: TypeAlias = Callable[[Message], Any]
Headers: TypeAlias = list[tuple[bytes, bytes]]

log = logging.getLogger(__name__)
IN_MEMORY = 512 * 1024
PIECE = 64 * 1024
READ = 4
# These speak of one connection, and the server writes them.
HOP_BY_HOP = {b"connection", b"keep-alive", b"transfer-encoding", b"upgrade", b"te", b"trailer"}


@dataclass(frozen=True)
class Patience:
    """How long is waited for somebody slow, and how much is kept meanwhile.

    A body has `seconds`, and one more for each `slowest` bytes of it that came, but never more
    than `seconds` from now on: whoever begins fast may not be silent for long. What is sent has
    its time by its size. At most `largest` bytes of one body are kept. The first `small` of each
    always have room, so nobody who saves words waits for those who upload; of what is beyond
    these, `together` are kept of all. More than `largest` is read and dropped, up to `READ` times
    as much, so that an answer can be read.
    """

    seconds: float
    largest: int
    slowest: int = 4 * 1024
    small: int = 64 * 1024
    together: int = 512 * 1024 * 1024

    def allows(self, size: int) -> float:
        """So many seconds for so many bytes."""
        return self.seconds + size / self.slowest

    def until(self, before: float, size: int, *, now: float) -> float:
        """When the rest has to be there: `before`, put off for so many bytes that came now."""
        return min(before + size / self.slowest, now + self.seconds)


@dataclass(frozen=True)
class WholeResponse:
    """What a thread made."""

    status: int
    headers: Headers
    content: bytes


class NotServedError(Exception):
    """A request that is not handed on, with the status that says why."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status

    @property
    def response(self) -> WholeResponse:
        """In plain words, and the connection is ended."""
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
        return WholeResponse(self.status, headers, f"{self}\n".encode())


TOO_SLOW = (
    "What you sent took too long to arrive, so nothing of it was saved. Please send it again."
)
TOO_MUCH = (
    "Very much is being uploaded just now, so nothing of yours was saved. "
    "Please send it again in a minute."
)
CUT_SHORT = "What you sent is not complete, so nothing of it was saved. Please send it again."
BROKEN = "Something went wrong on our side."


class Front:
    """A WSGI application for a server that speaks ASGI. `begin` is called once in each process."""

    def __init__(
        self, application: WSGIApplication, patience: Patience, *,
        threads: int = 8, begin: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        self.application = application
        self.patience = patience
        self.begin = begin
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix="request")
        self.kept = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, or start and stop with the process."""
        if scope["type"] == "lifespan":
            await self.live(receive, send)
        elif scope["type"] == "http":
            await self.answer(scope, receive, send)

    async def live(self, receive: Receive, send: Send) -> None:
        """Begin before the first request; stop when the last one is through."""
        await receive()
        await asyncio.get_running_loop().run_in_executor(self.threads, self.begin)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.threads.shutdown()
        await send({"type": "lifespan.shutdown.complete"})

    async def answer(self, scope: Message, receive: Receive, send: Send) -> None:
        """Read, let a thread answer, send."""
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            arriving = Arriving(self, body)
            try:
                await arriving.wait(receive, scope["headers"])
                environ = environ_of(scope, body, arriving.size)
                work = functools.partial(respond, self.application, environ)
                response = await asyncio.get_running_loop().run_in_executor(self.threads, work)
            except NotServedError as refusal:
                response = refusal.response
            finally:
                self.kept -= arriving.kept
        await self.send(response, send)

    async def send(self, response: WholeResponse, send: Send) -> None:
        """Send it in pieces, each when the client has taken those before it. Whoever takes too
        long gets no more."""
        content = response.content
        start = {"type": "http.response.start", "status": response.status}
        try:
            async with asyncio.timeout(self.patience.allows(len(content))):
                await send({**start, "headers": response.headers})
                for place in range(0, max(len(content), 1), PIECE):
                    piece, more = content[place : place + PIECE], place + PIECE < len(content)
                    await send({"type": "http.response.body", "body": piece, "more_body": more})
        except TimeoutError:
            log.info("somebody took too long to read %s bytes", len(content))


class Arriving:
    """The body of one request while it arrives: how much came, and how much of that is kept
    beyond what is always kept."""

    def __init__(self, front: Front, body: IO[bytes]) -> None:
        self.front = front
        self.body = body
        self.size = 0
        self.kept = 0

    async def wait(self, receive: Receive, headers: Headers) -> None:
        """Wait for the whole body. Raises NotServedError.

        Of a body that is too large, only so much is kept: the application refuses it by its length.
        """
        if not {b"content-length", b"transfer-encoding"} & {name for name, _ in headers}:
            return
        patience, loop = self.front.patience, asyncio.get_running_loop()
        until = loop.time() + patience.seconds
        try:
            async with asyncio.timeout_at(until) as time_left:
                while self.size <= READ * patience.largest:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise NotServedError(HTTPStatus.BAD_REQUEST, CUT_SHORT)
                    piece = message.get("body", b"")
                    self.take(piece)
                    until = patience.until(until, len(piece), now=loop.time())
                    time_left.reschedule(until)
                    if not message.get("more_body"):
                        break
        except TimeoutError:
            raise NotServedError(HTTPStatus.REQUEST_TIMEOUT, TOO_SLOW) from None

    def take(self, piece: bytes) -> None:
        """Keep a piece, if one body may be so large and if there is room for it."""
        patience = self.front.patience
        if self.size <= patience.largest:
            beyond = max(self.size + len(piece) - patience.small, 0) - self.kept
            if beyond and self.front.kept + beyond > patience.together:
                raise NotServedError(HTTPStatus.SERVICE_UNAVAILABLE, TOO_MUCH)
            self.body.write(piece)
            self.kept += beyond
            self.front.kept += beyond
        self.size += len(piece)


def respond(application: WSGIApplication, environ: WSGIEnvironment) -> WholeResponse:
    """Let the application answer; runs in a thread."""
    status = 500
    headers: Headers = []

    def start(line: str, fields: list[tuple[str, str]], error: object = None) -> Any:
        nonlocal status, headers
        status = int(line[:3])
        headers = [
            (name.lower().encode("latin-1"), text.encode("latin-1")) for name, text in fields
        ]

    pieces: Iterable[bytes] = ()
    try:
        pieces = application(environ, start)
        content = b"".join(pieces)
    except Exception:
        log.exception("the application gave no answer to %s", environ["PATH_INFO"])
        return NotServedError(HTTPStatus.INTERNAL_SERVER_ERROR, BROKEN).response
    finally:
        getattr(pieces, "close", lambda: None)()
    return WholeResponse(status, [pair for pair in headers if pair[0] not in HOP_BY_HOP], content)


def environ_of(scope: Message, body: IO[bytes], size: int) -> WSGIEnvironment:
    """What WSGI says of a request (PEP 3333). The body is read from its beginning."""
    body.seek(0)
    host, port = scope.get("server") or ("localhost", 80)
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"].partition(b"?")[0]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        add_header(environ, name.decode("latin-1"), value.decode("latin-1"))
    if "HTTP_TRANSFER_ENCODING" in environ:
        environ.pop("HTTP_TRANSFER_ENCODING")
        environ["CONTENT_LENGTH"] = str(size)
    return environ


def add_header(environ: WSGIEnvironment, name: str, value: str) -> None:
    """Add a header. One with `_` could pass for another with `-`, and `Proxy` for a setting."""
    if "_" in name or name.lower() == "proxy":
        return
    key = name.upper().replace("-", "_")
    key = key if key in {"CONTENT_LENGTH", "CONTENT_TYPE"} else f"HTTP_{key}"
    between = "; " if key == "HTTP_COOKIE" else ","
    environ[key] = f"{environ[key]}{between}{value}" if key in environ else value
