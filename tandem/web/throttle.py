"""Has somebody tried too often? Counts failed sign-ins by account and by address."""

from __future__ import annotations

from flask import Flask, current_app, request
from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

# Counted by the clock of the machine, or of Redis: how long somebody waits is no matter of dates.
PER_ACCOUNT = parse("8 per 15 minutes")
PER_ADDRESS = parse("40 per 15 minutes")


def init_app(app: Flask) -> None:
    """Count in this process, or in Redis where `REDIS_URL` says so."""
    storage = storage_from_string(app.config["REDIS_URL"] or "memory://")
    app.extensions["throttle"] = MovingWindowRateLimiter(storage)


def is_exhausted(what: str, account: str) -> bool:
    """Must this account or this address wait before it tries `what` again?"""
    return not all(limiter().test(limit, *key) for limit, key in counters(what, account))


def count_failure(what: str, account: str) -> None:
    """Remember one failed try."""
    for limit, key in counters(what, account):
        limiter().hit(limit, *key)


def counters(what: str, account: str) -> list[tuple[RateLimitItem, tuple[str, str, str]]]:
    """The two counters of a try."""
    return [
        (PER_ACCOUNT, (what, "account", account.strip().lower())),
        (PER_ADDRESS, (what, "address", request.remote_addr or "unknown")),
    ]


def limiter() -> MovingWindowRateLimiter:
    """The counters of this app."""
    counters: MovingWindowRateLimiter = current_app.extensions["throttle"]
    return counters
