"""Which form gives one more attempt?"""

from __future__ import annotations

from typing import Self

from tandem.progress.more_attempts.queries import UsedUp
from tandem.web.forms import FactsForm

Place = tuple[int, int, int]


class OneMoreForm(FactsForm):
    """Give somebody one more attempt. Its id names whom, at which quiz, and after which attempt."""

    @classmethod
    def for_row(cls, row: UsedUp) -> Self:
        """The form for a page that shows this row."""
        who, module, number = place_of(row)
        return cls(formdata=None, facts={"who": who, "module": module, "number": number})

    @property
    def place(self) -> Place:
        """Whose attempts at which quiz are used, and the last of them. Of a form that is valid."""
        facts = self.facts
        return facts["who"], facts["module"], facts["number"]


def place_of(row: UsedUp) -> Place:
    """The same of a row."""
    return row.person_id, row.module.id, row.last_number
