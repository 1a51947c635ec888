"""What did the two choose, what came of it, and what would have come of another choice?"""

from __future__ import annotations

from dataclasses import dataclass

from tandem.content.lesson import Item, PairStep
from tandem.terms import Role

Keys = tuple[str, str]


@dataclass(frozen=True)
class ChoiceCell:
    """What happens to the customer; `is_theirs` where the two have chosen just this."""

    text: str
    is_theirs: bool


@dataclass(frozen=True)
class ChoiceRow:
    """An option of the rep, with a cell for each of support's."""

    option: Item
    cells: tuple[ChoiceCell, ...]


@dataclass(frozen=True)
class ChoiceTable:
    """What happens to the customer in each case: `columns` are support's options.

    `title` is the table's own, where it has one.
    """

    title: str
    columns: tuple[Item, ...]
    rows: tuple[ChoiceRow, ...]


@dataclass(frozen=True)
class MadeChoices:
    """Both choices by seat, what came of them, and the whole table."""

    chosen: dict[Role, Item]
    outcome: str
    table: ChoiceTable


def choice_table(step: PairStep, theirs: Keys | None = None) -> ChoiceTable:
    """The table of a step with all its text; `theirs` are the keys that rep and support chose."""
    told = {(outcome.rep, outcome.support): outcome.text for outcome in step.outcomes}
    rep, support = items_of(step, Role.REP), items_of(step, Role.SUPPORT)
    rows = (
        ChoiceRow(
            row,
            tuple(
                ChoiceCell(told.get(keys, ""), is_theirs=keys == theirs)
                for keys in ((row.key, column.key) for column in support)
            ),
        )
        for row in rep
    )
    return ChoiceTable(step.outcomes_title, support, tuple(rows))


def made_choices(step: PairStep, *, rep: str, support: str) -> MadeChoices | None:
    """What came of these two options, by their keys; None where the step does not have them."""
    outcome = next((o for o in step.outcomes if (o.rep, o.support) == (rep, support)), None)
    if outcome is None:
        return None
    keys = {Role.REP: rep, Role.SUPPORT: support}
    chosen = {
        role: next(item for item in items_of(step, role) if item.key == key)
        for role, key in keys.items()
    }
    return MadeChoices(chosen, outcome.text, choice_table(step, (rep, support)))


def items_of(step: PairStep, role: Role) -> tuple[Item, ...]:
    """What a seat may choose."""
    part = step.seat(role)
    return part.items if part else ()
