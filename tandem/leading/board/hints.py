"""What one small thing could a leader do for a pair? Chosen from where the pair stands.

One hint for each pair, and none that names who is late. A pair that is well is left alone: that is
what its leader can do best for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from tandem.terms import Hint, PairState, Stall, Together

# So many modules between the two halves are a distance worth a word.
APART = 3


@dataclass(frozen=True)
class Situation:
    """Where a pair stands in a course, as far as a hint depends on it.

    `rep_done` and `support_done` count modules; `both_done` those that both have finished.
    `is_hard`: one of the two has tried a quiz three times or more without passing.
    """

    pair_state: PairState
    together: Together
    stall: Stall | None
    is_overdue: bool
    rep_done: int
    support_done: int
    both_done: int
    is_hard: bool = False


def hint_for(situation: Situation) -> Hint | None:
    """The hint, or None for a pair that nothing is asked of."""
    match situation.pair_state:
        case PairState.PROPOSED:
            return Hint.INTRODUCE
        case PairState.PAUSED | PairState.ENDED:
            return None
        case PairState.ACTIVE:
            return hint_for_active(situation)


def hint_for_active(situation: Situation) -> Hint:
    """The hint for a pair that works together: what is hard first, then what stands still, then
    what is due."""
    if situation.is_hard:
        return Hint.SIT_DOWN
    match situation.stall:
        case Stall.SEALED_WAITS:
            return Hint.TEN_MINUTES
        case Stall.NO_FIRST_STEP:
            return Hint.BEGIN_TOGETHER
        case Stall.NO_MOVEMENT if not situation.is_overdue:
            return Hint.CLEAR_THE_WAY
        case _:
            pass
    if situation.is_overdue:
        return Hint.NEW_DATE
    if situation.together is Together.BOTH_DONE:
        return Hint.SAY_WHAT_CHANGED
    if abs(situation.rep_done - situation.support_done) >= APART:
        return Hint.TELL_EACH_OTHER
    return Hint.OUT_OF_THEIR_WAY
