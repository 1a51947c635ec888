"""When is a module complete, for one person and for a pair?

One person is done when every step the lesson asks of their role is done: reading completes by the
button, a quiz by passing. That is done once. Whoever sits in two roles is done in the one that is
asked less before the other. The steps for two are done in each pair, and a half of a pair is
complete with both. A pair is done when both halves are. Nothing here takes a
completion back: a recorded completion counts whatever the lesson asks later.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set

from tandem.content.face import required_steps
from tandem.content.lesson import Lesson, PairStep
from tandem.terms import Role, Stage, Step, Together

EVERY_ROLE = frozenset(Role)


def is_complete(*, required: Set[Step], done: Set[Step]) -> bool:
    """Has one person done all that the lesson asks?"""
    return required <= done


def roles_through(lesson: Lesson, *, done: Set[Step]) -> frozenset[Role]:
    """The roles of which the lesson asks no more than was done."""
    return frozenset(
        role for role in Role if is_complete(required=required_steps(lesson, role), done=done)
    )


def counts_for(role: Role, *, through: Set[Role]) -> Role | None:
    """For which role a completion counts; None, for every one, where no role has more to do."""
    return None if through >= EVERY_ROLE else role


def open_steps(asked: Iterable[PairStep], *, done: Collection[str]) -> tuple[PairStep, ...]:
    """The steps for two that one half has not done. A renamed step (`was=`) stays done."""
    return tuple(step for step in asked if step.id not in done and step.was not in done)


def together(*, rep_done: bool, support_done: bool) -> Together:
    """How far a pair is with a module. Complete means both; there is no average."""
    match (rep_done, support_done):
        case (True, True):
            return Together.BOTH_DONE
        case (True, False):
            return Together.WAITING_FOR_SUPPORT
        case (False, True):
            return Together.WAITING_FOR_REP
        case _:
            return Together.NOBODY_YET


def said_of(state: Together, *, is_begun: bool) -> Together | Stage:
    """What is said of a state: nobody yet is only said where nothing has begun."""
    return Stage.BEGUN if state is Together.NOBODY_YET and is_begun else state


def together_in_course(modules: Iterable[Together]) -> Together:
    """Where a pair stands in a course: at its first module that is not done by both."""
    states = tuple(modules)
    waiting = (state for state in states if state is not Together.BOTH_DONE)
    return next(waiting, Together.BOTH_DONE if states else Together.NOBODY_YET)
