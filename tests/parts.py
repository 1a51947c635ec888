"""Which part of the run does a test belong to? What it asks for says so, and nobody has to mark it.

Quick are the tests with neither a browser nor a second process, and without a walk over every page.
On PostgreSQL runs only what can
differ there: what uses the database in this process, and what is marked `each_database`. At a
moment of its own runs what goes by the clock.
"""

from __future__ import annotations

import pytest

DATABASES = frozenset({"shared_engine", "nothing", "prepared"})
SITES = frozenset({"site", "filled_database", "machines"})
# Whoever asks for one of these opens every page, with one role after the other.
WALKS = frozenset({"places", "visited"})
# Whoever asks for it compares with what is written down.
WRITTEN_DOWN = "page_as_before"
# Whoever asks for one of these shares it with the others, so they run in one process.
SHARED = ("looked_at", "machines")


def mark(item: pytest.Item) -> None:
    """Mark a test as `browser`, `process`, `walk` or `written_down`, and keep together those that
    share a site."""
    asks = asked_by(item)
    if "chromium" in asks:
        item.add_marker("browser")
    if asks & SITES:
        item.add_marker("process")
    if asks & WALKS:
        item.add_marker("walk")
    if WRITTEN_DOWN in asks:
        item.add_marker("written_down")
    for name in asks.intersection(SHARED):
        item.add_marker(pytest.mark.xdist_group(name))


def can_differ(item: pytest.Item) -> bool:
    """Can it go another way on another database?"""
    if any(item.iter_markers("each_database")):
        return True
    if any(item.iter_markers("written_down")):
        return False
    if any(item.iter_markers("browser")) or asked_by(item) & SITES:
        return False
    return bool(asked_by(item) & DATABASES)


def goes_by_the_clock(item: pytest.Item) -> bool:
    """Can it go another way at another moment? What asks no clock is told each moment it needs."""
    is_written_down = any(item.iter_markers("written_down"))
    return "shared_clock" in asked_by(item) and not is_written_down


def asked_by(item: pytest.Item) -> frozenset[str]:
    """Every fixture a test stands on, and what those stand on; no value that it is given under such
    a name."""
    return frozenset(getattr(item, "fixturenames", ())) - given_to(item)


def given_to(item: pytest.Item) -> set[str]:
    """The names of the values that a test is given."""
    marks = [mark for mark in item.iter_markers("parametrize") if not mark.kwargs.get("indirect")]
    names = (mark.args[0] for mark in marks)
    each = (name.split(",") if isinstance(name, str) else name for name in names)
    return {name.strip() for several in each for name in several}
