"""What has the partner done last, and what of it waits for an answer? Steps and days, no text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tandem.content.lesson import PairStep, StepKind
from tandem.library.served import ServedModule
from tandem.progress.pair_courses import SeatModule
from tandem.progress.rules.next_step import ORDER
from tandem.terms import Step

# What the partner gave in these opens when both have answered.
OPEN_TOGETHER = frozenset({StepKind.SEALED, StepKind.SCALE, StepKind.CHOICE})


@dataclass(frozen=True)
class PartnerAct:
    """A step that the partner did, and when. `shared` is which of those for two it was; `waits`
    tells that it opens as soon as this person has answered, too."""

    module: ServedModule
    step: Step
    at: datetime
    shared: PairStep | None = None
    waits: bool = False


def last_act(modules: Iterable[SeatModule]) -> PartnerAct | None:
    """What the partner did last in these modules; what waits for an answer comes first."""
    acts = [act for module in modules for act in acts_in(module)]
    return max(acts, key=freshness, default=None)


def freshness(act: PartnerAct) -> tuple[bool, datetime, int]:
    """What waits, then what is newest; of one moment the step that comes last in a module."""
    return act.waits, act.at, ORDER.index(act.step)


def acts_in(module: SeatModule) -> list[PartnerAct]:
    """All that the partner has done in one module."""
    alone = [PartnerAct(module.module, step, at) for step, at in module.theirs.own.steps.items()]
    mine = {step.id: step for step in module.mine.asked}
    for_two = [
        PartnerAct(
            module.module,
            Step.TOGETHER,
            module.theirs.given[step.id],
            shared=step,
            waits=step.kind in OPEN_TOGETHER
            and step.id in mine
            and step.id not in module.mine.given
            and not module.mine.is_done,
        )
        for step in module.theirs.asked
        if step.id in module.theirs.given
    ]
    return alone + for_two
