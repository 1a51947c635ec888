"""What does a sent quiz say?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Protocol, Self

from tandem.learning.quizzes.queries import Shown
from tandem.learning.scenario import Move, move_in
from tandem.terms import Role
from tandem.web.forms import FactsForm

ANSWER = "answer-"
LONGEST = 200


class Fields(Protocol):
    """The fields of a request: several values under one name."""

    def lists(self) -> Iterable[tuple[str, list[str]]]:
        """Every name with its values."""


class QuizForm(FactsForm):
    """A quiz. Its id names the module, the revision, the attempt and the role it was shown for."""

    @classmethod
    def for_page(cls, shown: Shown) -> Self:
        """An empty form for a page that shows this quiz."""
        return cls(formdata=None, facts=asdict(shown))

    def shown(self) -> Shown | None:
        """What the page showed, where the form's id is ours and made for this person."""
        facts = self.facts
        if not facts.keys() >= {"module_id", "revision_id", "number", "role"}:
            return None
        return Shown(facts["module_id"], facts["revision_id"], facts["number"], Role(facts["role"]))


def answers_in(fields: Fields) -> dict[str, list[str]]:
    """The answers by question id: keys chosen or texts typed, place by place, empty ones too."""
    return {
        name.removeprefix(ANSWER): [key[:LONGEST] for key in keys]
        for name, keys in fields.lists()
        if name.startswith(ANSWER)
    }


def scenario_move_in(pressed: str) -> tuple[str, Move]:
    """The scenario and the move in it that a button names: `late:2:0`."""
    name, _, rest = pressed.partition(":")
    return name, move_in(rest)
