"""Does it last? What may be told of questions that came back long after their module.

The first answer of each person about a module counts once after 30 days and once after 90. The
answers about one module are put into groups of five different people, in the order in which they
came. Only full groups are counted, and what is told is a sum of whole groups, so that no figure
taken from another leaves fewer than five people over (as in `learning/feedback/rules.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from tandem.figures.groups import GROUP, Share

# After so many days; what is asked after the second is no longer counted for the first.
HORIZONS = (30, 90)


class AnswerLater(NamedTuple):
    """An answer to a question that came back, in the order in which they came."""

    person_id: int
    module_id: int
    learned_at: datetime
    at: datetime
    right: bool


def horizon_of(answer: AnswerLater) -> int | None:
    """After how many days was it given, in these steps? None for sooner."""
    passed = answer.at - answer.learned_at
    return max((days for days in HORIZONS if passed >= timedelta(days=days)), default=None)


def retained(answers: Iterable[AnswerLater]) -> dict[int, Share]:
    """How many still knew it, by horizon, of full groups; without one nothing is told."""
    waiting: dict[tuple[int, int], list[bool]] = defaultdict(list)
    counted: set[tuple[int, int, int]] = set()
    sums: dict[int, list[int]] = {}
    for answer in answers:
        days = horizon_of(answer)
        if days is None or (answer.person_id, answer.module_id, days) in counted:
            continue
        counted.add((answer.person_id, answer.module_id, days))
        group = waiting[answer.module_id, days]
        group.append(answer.right)
        if len(group) == GROUP:
            count = sums.setdefault(days, [0, 0])
            count[0] += sum(group)
            count[1] += GROUP
            group.clear()
    return {days: Share(*sums[days]) for days in HORIZONS if days in sums}
