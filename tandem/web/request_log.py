"""What does the log say of a request? One line each, and a number that its other lines carry too.

A line names the kind of address (`/invite/<token>`), never the address itself, and nothing that was
typed: whoever reads the log learns neither a link that lets somebody in nor a word of anybody.
"""

from __future__ import annotations

import logging
import re
import secrets
import sys

from flask import Flask, Response, current_app, g, has_request_context, request
from pythonjsonlogger.json import JsonFormatter

from tandem.web import clock

log = logging.getLogger("tandem.requests")
HEADER = "X-Request-ID"
# What a proxy may have numbered the request with. Anything else could forge lines.
NUMBER = re.compile(r"[A-Za-z0-9._-]{8,64}")
PLAIN = "%(asctime)s %(levelname)s %(request)s %(name)s: %(message)s"
FIELDS = "%(asctime)s %(levelname)s %(request)s %(name)s %(message)s"
# They are asked every few seconds, by machines.
UNTOLD = frozenset({"health.healthz", "health.readyz", "metrics.metrics"})
# Asked once a second by each page that waits; a line each would bury all others.
QUIET = frozenset({"scene_for_two.moved"})


class NumberedLines(logging.Filter):
    """Gives each line the number of the request it belongs to; `-` beside requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the number and let the line pass."""
        record.request = g.get("request_number", "-") if has_request_context() else "-"
        return True


def init_app(app: Flask) -> None:
    """Number each request and tell of it when it is answered."""
    app.before_request(begin)
    app.after_request(tell)
    app.jinja_env.globals["request_number"] = request_number


def begin() -> None:
    """Number the request: by what a proxy that is believed says, or anew."""
    from_proxy = request.headers.get(HEADER, "") if current_app.config["PROXIES"] else ""
    g.request_number = from_proxy if NUMBER.fullmatch(from_proxy) else secrets.token_hex(6)
    g.request_begun = clock.stopwatch()


def request_number() -> str:
    """The number of this request; nothing where it broke before it had one."""
    return str(g.get("request_number", "")) if has_request_context() else ""


def kind_of_address() -> str:
    """The address of this request without what it names: its rule."""
    return request.url_rule.rule if request.url_rule is not None else "(no such address)"


def seconds_so_far() -> float:
    """How long this request has taken."""
    begun: float = g.get("request_begun", clock.stopwatch())
    return clock.stopwatch() - begun


def tell(response: Response) -> Response:
    """Write the line, and the number into the answer."""
    response.headers.setdefault(HEADER, request_number())
    if request.endpoint not in UNTOLD:
        facts = {
            "method": request.method,
            "address": kind_of_address(),
            "status": response.status_code,
            "ms": round(seconds_so_far() * 1000),
        }
        is_quiet = request.endpoint in QUIET and response.status_code < 400
        level = logging.DEBUG if is_quiet else logging.INFO
        log.log(level, "%(method)s %(address)s %(status)s in %(ms)s ms", facts, extra=facts)
    return response


def set_up(*, as_json: bool, level: str) -> None:
    """Let this process write its log to standard error: for a server, not for a command."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(NumberedLines())
    handler.setFormatter(JsonFormatter(FIELDS) if as_json else logging.Formatter(PLAIN))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
