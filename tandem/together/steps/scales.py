"""Which scales may be filled in again, and what may a leader be told of those of a team?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session, aliased

from tandem.content.face import steps_for, steps_of
from tandem.content.lesson import PairStep, StepKind
from tandem.library.served import ServedCourse, ServedModule
from tandem.models import Pair, RecordedAnswer
from tandem.terms import Promise, Role
from tandem.together.steps.answers import WHOLE, given_in
from tandem.together.steps.repeats import may_begin, waits_for
from tandem.together.steps.scale_means import Filled, ItemFigures, item_figures
from tandem.together.steps.visibility import Record, names


@dataclass(frozen=True)
class ScaleAgain:
    """A scale that one of the two may fill in again; `is_begun` where the partner already has."""

    course: ServedCourse
    module: ServedModule
    step: PairStep
    is_begun: bool


@dataclass(frozen=True)
class ScaleItem:
    """One thing on a scale, and what is told of it."""

    text: str
    figures: ItemFigures


@dataclass(frozen=True)
class TeamScale:
    """A scale of a module, and what is told of each thing on it."""

    module: ServedModule
    step: PairStep
    items: tuple[ScaleItem, ...]


def scales_again(
    session: Session,
    pair_id: int,
    courses: Iterable[ServedCourse],
    *,
    person_id: int,
    role: Role,
    now: datetime,
) -> tuple[ScaleAgain, ...]:
    """What one of the two may fill in again in these courses. One query; no answer is read."""
    by_module = records_by_module(session, pair_id)
    return tuple(
        ScaleAgain(course, module, step, is_begun)
        for course in courses
        for module in course.modules
        for step in steps_for(module.lesson, role)
        if (is_begun := waits_for(step, by_module.get(module.id, ()), person_id=person_id))
        or may_begin(step, by_module.get(module.id, ()), now=now)
    )


def records_by_module(session: Session, pair_id: int) -> dict[int, list[Record]]:
    """Who of a pair filled in which scale which time. No answer is read."""
    query = (
        select(
            RecordedAnswer.id,
            RecordedAnswer.module_id,
            RecordedAnswer.person_id,
            RecordedAnswer.step,
            RecordedAnswer.promise,
            RecordedAnswer.at,
            RecordedAnswer.number,
        )
        .where(RecordedAnswer.pair_id == pair_id, RecordedAnswer.kind == StepKind.SCALE)
        .order_by(RecordedAnswer.id)
    )
    by_module: dict[int, list[Record]] = {}
    for row in session.execute(query):
        record = Record(
            row.id, row.person_id, row.step, StepKind.SCALE, row.promise, row.at, number=row.number
        )
        by_module.setdefault(row.module_id, []).append(record)
    return by_module


def team_scales(
    session: Session, team_id: int, modules: Iterable[ServedModule], *, reader_id: int
) -> tuple[TeamScale, ...]:
    """What is told of a team's scales, by the rules in `scale_means.py`. One query.

    The pairs of whoever reads it never count: who knows four values of five knows the fifth.
    """
    filled = filled_scales(session, team_id, reader_id=reader_id)
    scales = []
    for module in modules:
        for step in steps_of(module.lesson):
            if step.kind is StepKind.SCALE:
                fillings = [f for name in names(step) for f in filled.get((module.id, name), [])]
                items = tuple(told_items(step, fillings))
                if items:
                    scales.append(TeamScale(module, step, items))
    return tuple(scales)


def told_items(step: PairStep, filled: list[Filled]) -> Iterable[ScaleItem]:
    """What is told of each thing on a scale; nothing of what too few pairs have placed."""
    texts = {item.key: item.text for item in step.items} or {WHOLE: step.title}
    for key, text in texts.items():
        figures = item_figures(filled, key)
        if figures is not None:
            yield ScaleItem(text, figures)


def filled_scales(
    session: Session, team_id: int, *, reader_id: int
) -> dict[tuple[int, str], list[Filled]]:
    """What both of each pair placed on the scales, by module and step, as means of the two.

    Only where both answers carry the promise that lets means be told: others are never read.
    """
    by_step: dict[tuple[int, str], list[Filled]] = {}
    for row in session.execute(both_answers(team_id, reader_id=reader_id)):
        both = given_in(row.content).values, given_in(row.other).values
        filling = Filled(
            pair_id=row.pair_id,
            order=max(row.id, row.other_id),
            values={key: fmean(each[key] for each in both) for key in both[0].keys() & both[1]},
        )
        by_step.setdefault((row.module_id, row.step), []).append(filling)
    return by_step


def both_answers(team_id: int, *, reader_id: int) -> Select[int, int, str, int, str, int, str]:
    """What rep and support of each pair placed on the same scale the same time."""
    rep, support = aliased(RecordedAnswer), aliased(RecordedAnswer)
    same = (
        support.pair_id == rep.pair_id,
        support.person_id == Pair.support_id,
        support.module_id == rep.module_id,
        support.step == rep.step,
        support.number == rep.number,
        support.promise == Promise.APART_AND_MEANS,
    )
    return (
        select(
            rep.pair_id,
            rep.module_id,
            rep.step,
            rep.id,
            rep.content,
            support.id.label("other_id"),
            support.content.label("other"),
        )
        .join(Pair, and_(Pair.id == rep.pair_id, Pair.rep_id == rep.person_id))
        .join(support, and_(*same))
        .where(
            Pair.team_id == team_id,
            Pair.rep_id != reader_id,
            Pair.support_id != reader_id,
            rep.kind == StepKind.SCALE,
            rep.promise == Promise.APART_AND_MEANS,
        )
        .order_by(rep.id)
    )
