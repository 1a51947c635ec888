"""Which forms do remarks need?"""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from tandem.web.forms import FactsForm, RecordingForm

LONGEST = 1000


class RemarkForm(FactsForm):
    """Say what is wrong with a question. Its id keeps the page to go back to."""

    text = TextAreaField(
        _("What is wrong with it?"),
        [DataRequired(_("Please say in a few words what is wrong.")), Length(max=LONGEST)],
        description=_(
            "Trainers and administrators read this, without your name. Your leader and your "
            "partner do not. An answer comes to your own page."
        ),
        render_kw={"maxlength": LONGEST},
    )

    def came_from(self) -> tuple[int, str | None]:
        """The attempt whose page led here, 0 for the quiz itself, and the role it was read in."""
        facts = self.facts
        return int(facts.get("attempt", 0)), facts.get("as")


class AnswerForm(RecordingForm):
    """Deal with a remark, with a word back."""

    text = TextAreaField(
        _("Your answer"),
        [DataRequired(_("Please give a word back.")), Length(max=LONGEST)],
        description=_(
            "Whoever wrote the remark reads this on their own page, with your name. "
            "Trainers and administrators see it here."
        ),
        render_kw={"maxlength": LONGEST},
    )
