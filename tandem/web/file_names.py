"""What is a file called that somebody downloads? What is in it, of which team, and of which day."""

from __future__ import annotations

import re

from tandem.web import clock

LONGEST = 40


def dated(*parts: str) -> str:
    """A name of these parts and today, without its ending: `tandem-north-2026-03-02`."""
    names = [part for part in map(in_name, parts) if part]
    return "-".join(["tandem", *names, clock.local_day(clock.now()).isoformat()])


def in_name(text: str) -> str:
    """A text as a part of a name: its letters and figures, of every script."""
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")[:LONGEST].strip("-")
