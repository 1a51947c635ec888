"""Did they like it? What may be told of the answers after a module, so that nobody is found.

The answers to one question about one edition of a module are put into groups of five, team by team,
in the order in which they came: five different people. Only full groups are counted, up to four of
the newest answers wait, and an answer is never changed or moved. Whatever is told, by month, by
module, of a team or of all, is a sum of the same whole groups. So no figure taken from another
leaves fewer than five people over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeVar

from tandem.figures.groups import GROUP, Share
from tandem.terms import Answered, Asked

Key = TypeVar("Key")
# Whoever does not answer within this time is not asked again.
ASKED_FOR = timedelta(days=14)
YES = frozenset({Answered.YES, Answered.RATHER_YES})


class FeedbackAnswer(NamedTuple):
    """One answer, in the order in which they came."""

    team_id: int | None
    module_id: int
    edition: int
    about: Asked
    answer: Answered
    at: datetime


@dataclass(frozen=True)
class FullGroup:
    """Five people's answers to one question about a module, full since the last of them."""

    module_id: int
    about: Asked
    yes: int
    full_at: datetime


def groups(answers: Iterable[FeedbackAnswer]) -> tuple[FullGroup, ...]:
    """The full groups, as they became full."""
    waiting: dict[tuple[int | None, int, int, Asked], list[FeedbackAnswer]] = defaultdict(list)
    full = []
    for answer in answers:
        group = waiting[answer.team_id, answer.module_id, answer.edition, answer.about]
        group.append(answer)
        if len(group) == GROUP:
            yes = sum(each.answer in YES for each in group)
            full.append(FullGroup(answer.module_id, answer.about, yes, full_at=answer.at))
            group.clear()
    return tuple(full)


def shares(
    full: Iterable[FullGroup], key: Callable[[FullGroup], Key]
) -> dict[Key, dict[Asked, Share]]:
    """How many said yes or rather yes, by what the key gives."""
    counts: dict[Key, dict[Asked, list[int]]] = {}
    for group in full:
        count = counts.setdefault(key(group), {}).setdefault(group.about, [0, 0])
        count[0] += group.yes
        count[1] += GROUP
    return {
        name: {about: Share(*by_about[about]) for about in Asked if about in by_about}
        for name, by_about in counts.items()
    }


def month_of(day: date) -> date:
    """The month of a day, by its first day."""
    return day.replace(day=1)
