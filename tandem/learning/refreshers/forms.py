"""What does a sent refresher say?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from tandem.learning.refreshers.pages import ShownRefresher
from tandem.learning.refreshers.turn import RefresherTurn
from tandem.terms import RefresherFace, RefresherPromise
from tandem.web.forms import FactsForm


@dataclass(frozen=True)
class AskedTurn:
    """Which question a page asked, and what it promised: the form's id carries it, signed."""

    module_id: int
    revision_id: int
    question: str
    face: RefresherFace
    pair_id: int
    guess_id: int
    promise: RefresherPromise

    def is_for(self, turn: RefresherTurn) -> bool:
        """Is this turn what the page asked?"""
        module_id, _, *rest = turn.key
        return (
            module_id == self.module_id
            and turn.card.is_called(self.question)
            and tuple(rest) == (self.face, self.pair_id, self.guess_id)
            and turn.promise is self.promise
        )


class RefresherForm(FactsForm):
    """One question that came back."""

    @classmethod
    def for_page(cls, shown: ShownRefresher | None) -> Self | None:
        """The form for a page, where there is a question."""
        if shown is None:
            return None
        module_id, question, face, pair_id, guess_id = shown.turn.key
        facts: dict[str, Any] = {
            "refresher": question,
            "module": module_id,
            "revision": shown.revision_id,
            "face": face,
            "pair": pair_id,
            "guess": guess_id,
            "promise": shown.turn.promise,
        }
        return cls(formdata=None, facts=facts)

    @property
    def sent(self) -> AskedTurn | None:
        """What the page had asked; None for a form of another kind."""
        facts = self.facts
        if "refresher" not in facts:
            return None
        return AskedTurn(
            module_id=int(facts["module"]),
            revision_id=int(facts["revision"]),
            question=str(facts["refresher"]),
            face=RefresherFace(facts["face"]),
            pair_id=int(facts["pair"]),
            guess_id=int(facts["guess"]),
            promise=RefresherPromise(facts["promise"]),
        )
