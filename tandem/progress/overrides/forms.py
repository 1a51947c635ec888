"""Which form sets a half of a module complete? It says first who will read the reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from tandem.progress.overrides.queries import OpenHalf
from tandem.progress.overrides.rules import OverrideFault
from tandem.web.forms import RecordingForm

FAULTS = {
    OverrideFault.OWN_PAIR: _("You sit in this pair yourself. Another leader can do this."),
    OverrideFault.RESTING: _("This pair doesn’t work together now. Nothing was recorded."),
    OverrideFault.NOT_OPEN: _("Choose a half that is open. This one may be done meanwhile."),
}


class SetCompleteForm(RecordingForm):
    """Set one half of a module complete, with a reason."""

    half = SelectField(_("Which half"), validate_choice=False)
    reason = TextAreaField(
        _("Why"),
        [DataRequired(_("Say why: the person whose half it is should know.")), Length(max=500)],
        description=_(
            "The person whose half it is will read this, and whoever leads the team and does not"
            " sit in the pair. The partner sees who marked it as done and when, not why."
        ),
        render_kw={"rows": 3, "maxlength": 500},
    )

    def __init__(self, *args: Any, halves: Iterable[OpenHalf], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.halves = tuple(halves)
        named = [SelectChoice(half.key, label(half)) for half in self.halves]
        self.half.choices = [SelectChoice("", _("Choose …")), *named]

    def chosen(self, halves: Iterable[OpenHalf]) -> OpenHalf | None:
        """The half that was chosen, if it is one of these."""
        return next((half for half in halves if half.key == self.half.data), None)

    def said(self) -> str:
        """The reason."""
        return (self.reason.data or "").strip()


def label(half: OpenHalf) -> str:
    """A half as it stands in the list."""
    return f"{half.partner.name} · {half.course_title} · {half.module.title}"
