"""What does a sent text, a comparison or an answer to it say?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from tandem.learning.written.rules import LONGEST, LONGEST_REPLY
from tandem.progress.assigned import Seat
from tandem.terms import Promise
from tandem.web.forms import FactsForm, RecordingForm
from tandem.web.words import promise_words

OWN = "own"


class WriteForm(FactsForm):
    """A text for a question. Its id names the module, the revision and the question."""

    reader = RadioField(_("Who may read it?"), default=OWN)
    text = TextAreaField(
        _("Your text"),
        [
            DataRequired(_("Please write the message first.")),
            Length(
                max=LONGEST, message=_("This is longer than anybody reads. Shorten it a little.")
            ),
        ],
        render_kw={"maxlength": LONGEST, "rows": 7},
    )

    @classmethod
    def for_page(
        cls, seats: Iterable[Seat], *, facts: dict[str, Any] | None = None, text: str = ""
    ) -> Self:
        """The form, which offers to show the text to the partner in each of these seats.

        `facts` and `text` are those of a page that shows it anew.
        """
        form = cls(facts=facts)
        form.reader.choices = [(OWN, promise_words(Promise.OWN, partner=""))] + [
            (f"pair-{seat.pair_id}", promise_words(Promise.PAIR, partner=seat.partner_name))
            for seat in seats
        ]
        if not form.is_submitted():
            form.text.data = text
        return form

    @property
    def pair_id(self) -> int | None:
        """The pair whose other half may read it."""
        return None if self.reader.data == OWN else int(self.reader.data.removeprefix("pair-"))


class CompareForm(FactsForm):
    """What somebody found in their text; the boxes are the lesson's own."""

    @classmethod
    def for_text(cls, written_id: int) -> Self:
        """An empty form for a page that shows this text beside its criteria."""
        return cls(formdata=None, facts={"written": written_id})

    @property
    def written_id(self) -> int:
        """The text that the page showed; 0 for a form of another kind."""
        return int(self.facts.get("written", 0))


class ReplyForm(RecordingForm):
    """What the partner says of a text: a button, or what is missing."""

    missing = TextAreaField(
        _("What is missing for you to act on it?"),
        [Length(max=LONGEST_REPLY)],
        render_kw={"maxlength": LONGEST_REPLY, "rows": 3},
    )

    def __init__(self, *args: Any, can_act: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.can_act = can_act

    def validate_missing(self, field: TextAreaField) -> None:
        """Either the button was pressed, or something is named."""
        if not self.can_act and not (field.data or "").strip():
            raise ValidationError(_("Please name in a few words what is missing."))
