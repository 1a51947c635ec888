"""Has somebody tried too often? Each try is counted before it is looked at, in every lane it is in.

So a thousand tries at the same moment are not more than eight. A try that was right is taken back.
A browser in which somebody has signed in before has a lane of its own: strangers who guess fill
theirs, and shut nobody out who comes as always.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from flask import Flask, current_app, request
from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from tandem.web.networks import network_of

# Counted by the clock of the machine, or of Redis: how long somebody waits is no matter of dates.
# One account, from one network or one known browser.
PER_LANE = parse("8 per 15 minutes")
# Everybody's accounts, from one network.
PER_NETWORK = parse("40 per 15 minutes")
# What anybody may try out without an account, from one network: about thirty people at once.
PER_NETWORK_PLAYING = parse("400 per 15 minutes")
# One account, from everywhere that is not known.
PER_ACCOUNT = {
    "sign-in": parse("60 per hour"),
    "second-step": parse("30 per hour"),
    "forgotten": parse("5 per hour"),
    "mail-link": parse("5 per hour"),
}
# What one directory asks: all its people and teams, but not for ever.
PER_DIRECTORY = parse("3000 per minute")
WAIT_SECONDS = 15 * 60
DIRECTORY_WAIT_SECONDS = 60


@dataclass(frozen=True)
class Lane:
    """What is counted together, and how much of it is too much."""

    limit: RateLimitItem
    key: tuple[str, ...]


def init_app(app: Flask) -> None:
    """Count in this process, or in Redis where `REDIS_URL` says so."""
    storage = storage_from_string(app.config["REDIS_URL"] or "memory://")
    app.extensions["throttle"] = FixedWindowRateLimiter(storage)


def lanes_of(what: str, account: str, *, browser: str) -> list[Lane]:
    """The lanes of a visitor's try. `browser` is empty where it is not known for that account."""
    name = hashlib.sha256(account.encode()).hexdigest()
    if browser:
        return [Lane(PER_LANE, (what, "browser", name, browser))]
    network = network_of(request.remote_addr or "unknown")
    return [
        Lane(PER_NETWORK, (what, "network", network)),
        Lane(PER_LANE, (what, "account and network", name, network)),
        Lane(PER_ACCOUNT[what], (what, "account", name)),
    ]


def lanes_of_network(what: str) -> list[Lane]:
    """The lane of what no account is known of: that of the visitor's network."""
    network = network_of(request.remote_addr or "unknown")
    return [Lane(PER_NETWORK, (what, "network", network))]


def lanes_of_play(what: str) -> list[Lane]:
    """The lane of what is only played and kept nowhere: that of the visitor's network."""
    network = network_of(request.remote_addr or "unknown")
    return [Lane(PER_NETWORK_PLAYING, (what, "network", network))]


def lanes_of_directory(token_id: int) -> list[Lane]:
    """The lane of a directory that is let in."""
    return [Lane(PER_DIRECTORY, ("directory", str(token_id)))]


def lanes_of_proof(sign_in_id: int) -> list[Lane]:
    """The lane of somebody signed in who shows who they are: that of their browser alone."""
    return [Lane(PER_LANE, ("proof", str(sign_in_id)))]


def may_try(lanes: list[Lane]) -> bool:
    """Count a try in its lanes, up to the first that is full; False where one is.

    So a network that is shut out fills neither the lanes of accounts nor the memory.
    """
    return all(limiter().hit(lane.limit, *lane.key) for lane in lanes)


def take_back(lanes: list[Lane]) -> None:
    """The try was right, and does not count."""
    for lane in lanes:
        limiter().hit(lane.limit, *lane.key, cost=-1)


def limiter() -> FixedWindowRateLimiter:
    """The counters of this app."""
    counters: FixedWindowRateLimiter = current_app.extensions["throttle"]
    return counters
