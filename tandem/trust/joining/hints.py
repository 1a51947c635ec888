"""Which attempt does an opened hint belong to, once the attempts of two accounts are one list?"""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tandem.models import Attempt, HintOpened
from tandem.trust.joining.moving import TwoAccounts

Place = tuple[int, int, int]


def attempts_by_place(session: Session, accounts: TwoAccounts) -> dict[Place, int]:
    """The id of each attempt of both accounts, by person, module and number."""
    query = select(Attempt.person_id, Attempt.module_id, Attempt.number, Attempt.id).where(
        Attempt.person_id.in_([accounts.stays, accounts.goes])
    )
    return {
        (person_id, module_id, number): attempt_id
        for person_id, module_id, number, attempt_id in session.execute(query)
    }


def move_hints(session: Session, accounts: TwoAccounts, before: dict[Place, int]) -> None:
    """Let each opened hint follow its attempt to the number that this has now.

    `before` are the attempts as they were. A hint of an attempt that was not sent yet goes with the
    next one; where both accounts opened the same one there, the second row stays.
    """
    now = {
        attempt_id: place[2] for place, attempt_id in attempts_by_place(session, accounts).items()
    }
    both = HintOpened.person_id.in_([accounts.stays, accounts.goes])
    query = select(HintOpened).where(both)
    following = next_numbers(session, accounts.stays)
    taken: set[tuple[int, int, str]] = set()
    anew: dict[int, int] = {}
    for hint in session.scalars(
        query.order_by(HintOpened.person_id == accounts.goes, HintOpened.id)
    ):
        attempt_id = before.get((hint.person_id, hint.module_id, hint.number))
        number = now[attempt_id] if attempt_id else following.get(hint.module_id, 1)
        if (hint.module_id, number, hint.question) not in taken:
            taken.add((hint.module_id, number, hint.question))
            anew[hint.id] = number
    # No two rows may have one place meanwhile.
    for sign in (-1, 1):
        for hint_id, number in anew.items():
            values = {HintOpened.person_id: accounts.stays, HintOpened.number: sign * number}
            session.execute(update(HintOpened).where(HintOpened.id == hint_id).values(values))


def next_numbers(session: Session, person_id: int) -> dict[int, int]:
    """The number of the next attempt, by module."""
    query = (
        select(Attempt.module_id, func.max(Attempt.number))
        .where(Attempt.person_id == person_id)
        .group_by(Attempt.module_id)
    )
    return {module_id: number + 1 for module_id, number in session.execute(query)}
