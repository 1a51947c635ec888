"""How many attempts are left, and which of them count?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tandem.progress.rules.rounds import Round


@dataclass(frozen=True)
class Granted:
    """One attempt more, given by a leader."""

    number: int
    edition: int
    at: datetime
    by_name: str = ""


def attempts_left(limit: int | None, *, used: int, granted: int) -> int | None:
    """How many attempts are left; None for no limit."""
    return None if limit is None else max(limit + granted - used, 0)


def number_granted(granted: Iterable[Granted], *, edition: int, round: Round) -> int:
    """How many attempts were given for this edition and in this round."""
    return sum(each.edition == edition and round.counts(each.at) for each in granted)
