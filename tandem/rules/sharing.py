"""Who may read what is given in a step of the pair, and when?"""

from __future__ import annotations

from tandem.content.lesson import PairStep, StepKind
from tandem.terms import Promise


def promise_of(step: PairStep) -> Promise:
    """What the field promises before somebody types into it. An answer keeps its own promise."""
    match step.kind:
        case StepKind.REFLECTION:
            return Promise.PAIR if step.shared else Promise.OWN
        case StepKind.GUESS:
            return Promise.OWN
        case StepKind.SEALED:
            return Promise.BOTH
        case StepKind.SCALE:
            return Promise.APART
        case StepKind.AGREEMENT | StepKind.THANKS | StepKind.TALKED:
            return Promise.PAIR
