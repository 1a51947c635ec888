"""Which form asks how the pair fits?"""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from tandem.terms import Fit
from tandem.web.forms import FactsForm


class FitForm(FactsForm):
    """Say how working together suits you. Who will read it is said beside the question."""

    fit = RadioField(
        _("How does working together suit you?"),
        choices=[
            SelectChoice(Fit.GOOD.value, _("Good: let’s go on")),
            SelectChoice(Fit.UNDECIDED.value, _("Undecided: ask me again after the next module")),
            SelectChoice(Fit.NOT_GOOD.value, _("Not good: something has to change")),
        ],
        validators=[InputRequired(_("Choose one of the three."))],
    )

    def promised_to_leader(self) -> bool:
        """What the page had promised when it was shown: may a leader outside the pair read it?"""
        return bool(self.facts.get("leader"))
