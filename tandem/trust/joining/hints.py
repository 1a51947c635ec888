"""Which attempt does an opened hint belong to, once the attempts of two accounts are one list?"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Select, select, update
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


def places_joined(before: dict[Place, int], accounts: TwoAccounts) -> dict[Place, int]:
    """What `attempts_by_place` will say once both are one: numbered anew as they came."""
    of_module: dict[int, list[int]] = {}
    for (_, module_id, _), attempt_id in before.items():
        of_module.setdefault(module_id, []).append(attempt_id)
    return {
        (accounts.stays, module_id, number): attempt_id
        for module_id, ids in of_module.items()
        for number, attempt_id in enumerate(sorted(ids), start=1)
    }


def numbers_anew(
    session: Session, accounts: TwoAccounts, before: dict[Place, int], joined: dict[Place, int]
) -> dict[int, int]:
    """The number that each opened hint gets, by its id, where it comes to the account that stays.

    `before` are the attempts as they were. A hint of an attempt that was not sent yet goes with the
    next one; where both accounts opened the same one there, the second row stays.
    """
    now = {attempt_id: number for (_, _, number), attempt_id in joined.items()}
    last: dict[int, int] = defaultdict(int)
    for _, module_id, number in joined:
        last[module_id] = max(number, last[module_id])
    taken: set[tuple[int, int, str]] = set()
    anew: dict[int, int] = {}
    for hint in session.scalars(hints_of_both(accounts)):
        attempt_id = before.get((hint.person_id, hint.module_id, hint.number))
        number = now[attempt_id] if attempt_id else last[hint.module_id] + 1
        if (hint.module_id, number, hint.question) not in taken:
            taken.add((hint.module_id, number, hint.question))
            anew[hint.id] = number
    return anew


def hints_of_both(accounts: TwoAccounts) -> Select[HintOpened]:
    """The opened hints of both accounts, those of the one that stays first."""
    both = HintOpened.person_id.in_([accounts.stays, accounts.goes])
    of_one_that_goes = HintOpened.person_id == accounts.goes
    return select(HintOpened).where(both).order_by(of_one_that_goes, HintOpened.id)


def number_of_hints_staying(session: Session, accounts: TwoAccounts) -> int:
    """How many opened hints would not come along."""
    before = attempts_by_place(session, accounts)
    anew = numbers_anew(session, accounts, before, places_joined(before, accounts))
    return sum(hint.id not in anew for hint in session.scalars(hints_of_both(accounts)))


def move_hints(session: Session, accounts: TwoAccounts, before: dict[Place, int]) -> None:
    """Let each opened hint follow its attempt to the number that this has now."""
    anew = numbers_anew(session, accounts, before, attempts_by_place(session, accounts))
    # No two rows may have one place meanwhile.
    for sign in (-1, 1):
        for hint_id, number in anew.items():
            values = {HintOpened.person_id: accounts.stays, HintOpened.number: sign * number}
            session.execute(update(HintOpened).where(HintOpened.id == hint_id).values(values))
