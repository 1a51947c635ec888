"""What does a tap on an answer say?"""

from __future__ import annotations

from typing import Self

from wtforms import StringField
from wtforms.validators import AnyOf

from tandem.learning.feedback.queries import Asking
from tandem.terms import Answered, Asked, FeedbackPromise
from tandem.web.forms import FactsForm


class FeedbackForm(FactsForm):
    """One of two questions about a module; each answer is a button.

    Its id names the module, the edition, the question, the promise and the page it stands on.
    """

    answers = tuple(Answered)
    answer = StringField(validators=[AnyOf([choice.value for choice in Answered])])

    @classmethod
    def for_page(cls, asked: Asking | None, *, back: str) -> Self | None:
        """The form for a page, where there is something to ask."""
        if asked is None:
            return None
        promise = FeedbackPromise.FIGURES_OF_FIVE
        kept = {"opinion": asked.about, "module": asked.module_id, "edition": asked.edition}
        return cls(formdata=None, facts={**kept, "promise": promise, "back": back})

    @property
    def asked(self) -> Asking | None:
        """What the page asked; None for a form of another kind."""
        facts = self.facts
        if "opinion" not in facts:
            return None
        return Asking(int(facts["module"]), int(facts["edition"]), Asked(facts["opinion"]))

    @property
    def promise(self) -> FeedbackPromise:
        """What the page had promised."""
        return FeedbackPromise(self.facts["promise"])

    @property
    def given(self) -> Answered:
        """The answer that was tapped."""
        return Answered(self.answer.data)
