"""When is somebody asked about a plan, and what may be told of what they say?

Once after two working days and once after ten: Monday to Friday, in the person's own time zone.
Whoever does not tap is asked for the second time all the same, and after that no more.

What is told are sums of full groups of five different people who were asked about the same plan of
the same lesson in one team, in the order in which they answered. Up to four of the newest wait.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from tandem.figures.groups import GROUP, Share
from tandem.terms import PlanCheck, PlanSaid

WORKING_DAYS = {PlanCheck.AFTER_TWO: 2, PlanCheck.AFTER_TEN: 10}
FIRST_FREE_DAY = 5  # Saturday
# So long after the tenth working day the question still stands.
ASKED_FOR = timedelta(days=14)
# So long a plan is kept on one's own page.
SHOWN_FOR = timedelta(days=90)


class ToldPlan(NamedTuple):
    """What one person said about one plan. The person only keeps them from being counted twice."""

    team_id: int | None
    module_id: int
    step: str
    asked: PlanCheck
    person_id: int
    said: PlanSaid


def after_working_days(day: date, number: int) -> date:
    """The day so many working days later."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < FIRST_FREE_DAY
    return day


def check_days(made_on: date) -> dict[PlanCheck, date]:
    """The days from which on somebody is asked."""
    return {check: after_working_days(made_on, days) for check, days in WORKING_DAYS.items()}


def due_check(made_on: date, *, today: date, answered: Collection[PlanCheck]) -> PlanCheck | None:
    """What is asked about a plan today, if anything."""
    days = check_days(made_on)
    if today >= days[PlanCheck.AFTER_TEN]:
        is_over = today > days[PlanCheck.AFTER_TEN] + ASKED_FOR
        asked = None if is_over else PlanCheck.AFTER_TEN
    else:
        asked = PlanCheck.AFTER_TWO if today >= days[PlanCheck.AFTER_TWO] else None
    return None if asked in answered else asked


def shares(answers: Iterable[ToldPlan]) -> dict[PlanCheck, Share]:
    """How many did what they planned, of full groups of five people; nothing where none is full."""
    waiting: dict[tuple[object, ...], dict[int, PlanSaid]] = defaultdict(dict)
    counts: dict[PlanCheck, list[int]] = {}
    counted: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for answer in answers:
        key = (answer.team_id, answer.module_id, answer.step, answer.asked)
        if answer.person_id in counted[key]:
            continue
        counted[key].add(answer.person_id)
        group = waiting[key]
        group[answer.person_id] = answer.said
        if len(group) == GROUP:
            count = counts.setdefault(answer.asked, [0, 0])
            count[0] += sum(said is PlanSaid.DID_IT for said in group.values())
            count[1] += GROUP
            group.clear()
    return {check: Share(*counts[check]) for check in PlanCheck if check in counts}
