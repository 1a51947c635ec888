"""Did it help? What a team's answers, attempts, scales and shared goals say. No text is read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from statistics import fmean
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from tandem.dates import zone_named
from tandem.figures.groups import FEWEST_PAIRS, Share
from tandem.figures.intervals import Evidence, Figure, Verdict, evidence
from tandem.leading.impact.pulses import TeamPulse, team_pulses
from tandem.leading.impact.rules import Learned, Stepped, Tries, WeekFigure, learned, stepped
from tandem.learning.feedback.queries import groups_of_team
from tandem.learning.feedback.rules import month_of, shares
from tandem.learning.plans.queries import team_shares
from tandem.learning.refreshers.pages import answers_later
from tandem.learning.refreshers.retention import retained
from tandem.library.served import ServedModule, library
from tandem.models import Attempt, Goal, GoalReading, Pair, StepDone
from tandem.terms import Asked, Better, PairState, PlanCheck
from tandem.together.steps.scales import TeamScale, team_scales

# A year is enough to see which way it goes.
MONTHS = 12


@dataclass(frozen=True)
class LearnedModule:
    """What the attempts at one module say; nothing for fewer than five pairs."""

    module: ServedModule
    figures: Learned


@dataclass(frozen=True)
class Liked:
    """What people said after modules, in full groups of five, by month and by module."""

    months: tuple[tuple[date, dict[Asked, Share]], ...]
    modules: tuple[tuple[ServedModule, dict[Asked, Share]], ...]


@dataclass(frozen=True)
class Results:
    """What the shared goals of a team say, counted; nothing for fewer than five pairs."""

    pairs: int
    verdicts: dict[Verdict, int]


@dataclass(frozen=True)
class HelpedPage:
    """What the page of a team shows. Each part is None where fewer than five pairs are counted."""

    pairs: int
    liked: Liked | None
    modules: tuple[LearnedModule, ...]
    retained: dict[int, Share]
    scales: tuple[TeamScale, ...]
    plans: dict[PlanCheck, Share]
    pulses: tuple[TeamPulse, ...]
    results: Results | None
    comparison: Stepped


@dataclass(frozen=True)
class PairFigures:
    """A pair's agreed goal, its figures, and when the two began."""

    pair_id: int
    goal: Goal
    figures: tuple[Figure, ...]
    began_on: date | None


def helped_page(session: Session, team_id: int, *, reader_id: int, zone: str = "UTC") -> HelpedPage:
    """Everything that can be said of a team. Eleven queries, however many pairs.

    What the reader answered, and what belongs to a pair of theirs, is in no figure: whoever knows
    a part of a group of five would know more of the rest.
    `zone` is the reader's: it tells in which month something was said.
    """
    courses = library(session).courses
    served = [module for course in courses for module in course.modules]
    pairs = list(session.scalars(select(Pair).where(Pair.team_id == team_id).order_by(Pair.id)))
    others = [pair for pair in pairs if reader_id not in (pair.rep_id, pair.support_id)]
    goals = goals_of(session, others)
    return HelpedPage(
        pairs=sum(pair.state is not PairState.ENDED for pair in pairs),
        liked=liked(session, team_id, served, reader_id=reader_id, zone=zone_named(zone)),
        modules=tuple(modules_learned(session, others, served)),
        retained=retained(answers_later(session, team_id, reader_id=reader_id)),
        scales=team_scales(session, team_id, served, reader_id=reader_id),
        plans=team_shares(session, team_id, reader_id=reader_id),
        pulses=team_pulses(session, team_id, courses, reader_id=reader_id),
        results=results_of(goals),
        comparison=stepped(figure for goal in goals for figure in by_week(goal)),
    )


def liked(
    session: Session,
    team_id: int,
    served: Sequence[ServedModule],
    *,
    reader_id: int,
    zone: ZoneInfo,
) -> Liked | None:
    """What people said after modules; None where no group of five is full. One query."""
    full = groups_of_team(session, team_id, reader_id=reader_id)
    if not full:
        return None
    by_month = shares(full, lambda group: month_of(group.full_at.astimezone(zone).date()))
    by_module = shares(full, lambda group: group.module_id)
    return Liked(
        months=tuple(sorted(by_month.items(), key=lambda item: item[0]))[-MONTHS:],
        modules=tuple(
            (module, by_module[module.id]) for module in served if module.id in by_module
        ),
    )


def modules_learned(
    session: Session, pairs: Collection[Pair], served: Sequence[ServedModule]
) -> Iterable[LearnedModule]:
    """First and latest attempts, module by module, where there are pairs enough."""
    seats: dict[int, set[int]] = {}
    for pair in pairs:
        for person_id in (pair.rep_id, pair.support_id):
            seats.setdefault(person_id, set()).add(pair.id)
    query = (
        select(Attempt.module_id, Attempt.person_id, Attempt.right, Attempt.total, Attempt.id)
        .where(Attempt.person_id.in_(seats), Attempt.total > 0)
        .order_by(Attempt.module_id, Attempt.person_id, Attempt.number)
    )
    tries: dict[int, dict[int, Tries]] = {}
    for (module_id, person_id), rows in groupby(
        session.execute(query), key=lambda row: (row.module_id, row.person_id)
    ):
        of_person = list(rows)
        shares = [row.right / row.total for row in of_person]
        attempts = Tries(frozenset(seats[person_id]), first=shares[0], latest=shares[-1])
        tries.setdefault(module_id, {})[of_person[0].id] = attempts
    for module in served:
        figures = learned([attempts for _, attempts in sorted(tries.get(module.id, {}).items())])
        if figures:
            yield LearnedModule(module, figures)


def goals_of(session: Session, pairs: Collection[Pair]) -> list[PairFigures]:
    """The goal each pair has agreed on last, with its figures. Three queries."""
    query = (
        select(Goal)
        .where(Goal.pair_id.in_([pair.id for pair in pairs]), Goal.agreed_at.is_not(None))
        .options(joinedload(Goal.measure))
        .order_by(Goal.number)
    )
    agreed = {goal.pair_id: goal for goal in session.scalars(query)}
    figures = figures_by_measure(session, [goal.measure_id for goal in agreed.values()])
    began = first_steps(
        session, {person_id for p in pairs for person_id in (p.rep_id, p.support_id)}
    )
    goals = []
    for pair in pairs:
        goal = agreed.get(pair.id)
        if goal is None:
            continue
        firsts = [
            began[person_id] for person_id in (pair.rep_id, pair.support_id) if person_id in began
        ]
        # A step from before the pair was formed belongs to another pair.
        began_on = max(min(firsts), pair.created_at).date() if firsts else None
        goals.append(PairFigures(pair.id, goal, figures.get(goal.measure_id, ()), began_on))
    return goals


def figures_by_measure(
    session: Session, measures: Collection[int]
) -> dict[int, tuple[Figure, ...]]:
    """The newest figure of each day. One query."""
    query = (
        select(GoalReading.measure_id, GoalReading.day, GoalReading.value)
        .where(GoalReading.measure_id.in_(measures))
        .order_by(GoalReading.id)
    )
    newest: dict[int, dict[date, float | None]] = {}
    for row in session.execute(query):
        newest.setdefault(row.measure_id, {})[row.day] = row.value
    return {
        key: tuple(Figure(day, value) for day, value in sorted(days.items()) if value is not None)
        for key, days in newest.items()
    }


def first_steps(session: Session, people: Collection[int]) -> dict[int, datetime]:
    """When each of these people did their first step. One query."""
    query = (
        select(StepDone.person_id, func.min(StepDone.at).label("at"))
        .where(StepDone.person_id.in_(people))
        .group_by(StepDone.person_id)
    )
    return {row.person_id: row.at for row in session.execute(query)}


def results_of(goals: Sequence[PairFigures]) -> Results | None:
    """How many pairs have got better, as far as it can be said; None for fewer than five."""
    if len(goals) < FEWEST_PAIRS:
        return None
    verdicts = [evidence_of(goal).verdict for goal in goals]
    return Results(
        pairs=len(goals),
        verdicts={verdict: verdicts.count(verdict) for verdict in Verdict if verdict in verdicts},
    )


def evidence_of(pair_figures: PairFigures) -> Evidence:
    """What a pair's own figures say about its goal."""
    return evidence(
        pair_figures.figures,
        begins=pair_figures.goal.baseline_from,
        ends=pair_figures.goal.baseline_to,
        better=pair_figures.goal.better,
        target=pair_figures.goal.target,
    )


def by_week(pair_figures: PairFigures) -> Iterable[WeekFigure]:
    """A pair's figures week by week as shares of its baseline, turned so that more is better."""
    baseline = evidence_of(pair_figures).baseline.value
    if not baseline:
        return
    upward = pair_figures.goal.better is Better.HIGHER
    weeks = groupby(pair_figures.figures, key=lambda figure: monday_of(figure.day))
    for week, figures in weeks:
        share = fmean(figure.value for figure in figures) / baseline
        has_begun = pair_figures.began_on is not None and week >= monday_of(pair_figures.began_on)
        yield WeekFigure(
            pair_figures.pair_id, week, share if upward else 2 - share, has_begun=has_begun
        )


def monday_of(day: date) -> date:
    """The week of a day."""
    return day - timedelta(days=day.weekday())
