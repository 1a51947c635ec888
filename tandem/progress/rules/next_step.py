"""What is next for a person, who waits for whom, and in which seat does somebody read?"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Protocol, TypeVar

from tandem.people.pairs.rules import is_living
from tandem.terms import PairState, Role, Step

ORDER = (Step.READ, Step.PRACTICE, Step.QUIZ, Step.TOGETHER)
# Who may read a course without a pair: whoever leads pairs, and whoever writes for them.
ALONE = (Role.LEADER, Role.TRAINER)


class SeatLike(Protocol):
    """What the choice of a seat needs to know of it."""

    @property
    def pair_state(self) -> PairState:
        """Where the pair is in its life."""

    @property
    def role(self) -> Role:
        """The person's role in the pair."""


S = TypeVar("S", bound=SeatLike)


def next_step(*, required: Set[Step], done: Set[Step], finished: bool) -> Step | None:
    """The step to do next; None where the module is finished."""
    if finished:
        return None
    return next((step for step in ORDER if step in required - done), None)


def role_to_read_alone_in(roles: Set[Role], audience: Set[Role]) -> Role | None:
    """The role in which somebody reads a course without a pair; None where it is not for them."""
    return next((role for role in ALONE if role in roles and role in audience), None)


def ruling(seats: Sequence[S]) -> Sequence[S]:
    """The seats that decide: those of living pairs, else those of pairs that have ended."""
    return [seat for seat in seats if is_living(seat.pair_state)] or seats


def seat_to_read_in(seats: Sequence[S], *, wanted: str | None = None) -> S | None:
    """The seat whose face is read: a living pair first, then the role wanted, then rep."""
    living = ruling(seats)
    chosen = [seat for seat in living if seat.role == wanted] or living
    return min(chosen, key=lambda seat: seat.role is not Role.REP, default=None)


def roles_to_read_in(seats: Sequence[S]) -> tuple[Role, ...]:
    """The roles a person may choose between for one course, rep first."""
    held = {seat.role for seat in ruling(seats)}
    return tuple(role for role in (Role.REP, Role.SUPPORT) if role in held)
