"""When is a course's pulse asked, and what is told of it?

At the start as long as somebody has finished no module, at the end for a month after the last one,
and once more from the 90th day after it, for two months. What is not answered by then is left out.

Told are means of full groups of five people of one team, in the order in which they answered, at
the start; and later how far the same people have moved since. Their later level is not told: it
could be taken from the level of all and leave single people over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from tandem.terms import PulseTime

AT_THE_END = timedelta(days=30)
LONG_AFTER = timedelta(days=90)
ASKED_LATER = timedelta(days=60)


class Placed(NamedTuple):
    """What somebody placed on one item at one time; `order` tells when, beside others."""

    order: int
    person_id: int
    round: int
    item: str
    asked: PulseTime
    value: int


@dataclass(frozen=True)
class Moved:
    """What is known of one item: the first answers, and how far the same people moved later."""

    start: tuple[int, ...]
    since: dict[PulseTime, tuple[int, ...]]


def due_time(finished: Sequence[datetime | None], *, now: datetime) -> PulseTime | None:
    """What is asked of somebody who finished the modules of a course then, or not yet."""
    done = [at for at in finished if at is not None]
    if not done:
        return PulseTime.START if finished else None
    if len(done) < len(finished):
        return None
    ago = now - max(done)
    if ago <= AT_THE_END:
        return PulseTime.END
    return PulseTime.LATER if LONG_AFTER <= ago <= LONG_AFTER + ASKED_LATER else None


def moved(placed: Iterable[Placed], item: str) -> Moved:
    """The first answers to one item, and the changes of who answered again, in order of time.

    Each person is counted once: in the round in which they began.
    """
    began: dict[int, Placed] = {}
    since: dict[PulseTime, dict[int, int]] = {}
    for answer in sorted(placed):
        if answer.item != item:
            continue
        if answer.asked is PulseTime.START:
            began.setdefault(answer.person_id, answer)
            continue
        before = began.get(answer.person_id)
        if before is not None and before.round == answer.round:
            change = answer.value - before.value
            since.setdefault(answer.asked, {}).setdefault(answer.person_id, change)
    return Moved(
        start=tuple(answer.value for answer in began.values()),
        since={time: tuple(values.values()) for time, values in since.items()},
    )
