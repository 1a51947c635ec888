"""Which forms do pairs need?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from tandem.models import Person
from tandem.rules.pairing import Candidate, PairFault
from tandem.terms import Role
from tandem.web.forms import RecordingForm

FAULTS = {
    PairFault.NOT_HERE: _("Choose one person for each half, from the people of this team."),
    PairFault.SAME_PERSON: _("A pair is two people. Choose somebody else for one half."),
    PairFault.NO_REP: _(
        "Two support people are no pair. Choose somebody with the role rep for the first half."
    ),
    PairFault.NO_SUPPORT: _(
        "Two reps are no pair. Choose somebody with the role support for the second half."
    ),
    PairFault.ALREADY: _("These two are a pair already. Resume or end that pair first."),
}


class FormPairForm(RecordingForm):
    """Make two people of a team a pair."""

    rep = SelectField(_("Rep"), coerce=str, validate_choice=False)
    support = SelectField(_("Support"), coerce=str, validate_choice=False)

    def __init__(self, *args: Any, members: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(person.id): person for person in members}
        self.rep.choices = self.choices(Role.REP)
        self.support.choices = self.choices(Role.SUPPORT)

    def choices(self, role: Role) -> list[SelectChoice]:
        """Who can take the seat, behind an empty choice."""
        people = [SelectChoice(key, p.name) for key, p in self.members.items() if role in p.roles]
        return [SelectChoice("", _("Choose …")), *people]

    def candidates(self) -> tuple[Candidate | None, Candidate | None]:
        """The two who were chosen: rep, support."""
        return self.candidate(self.rep.data), self.candidate(self.support.data)

    def candidate(self, key: str | None) -> Candidate | None:
        """Somebody of the team, or None."""
        person = self.members.get(key or "")
        return Candidate(id=person.id, roles=person.roles) if person else None


class EndPairForm(RecordingForm):
    """End a pair. Who will read the reason is said before it is written."""

    reason = TextAreaField(
        _("Why it ends (optional)"),
        [Length(max=2000)],
        description=_("Only administrators will read this. The two partners will not see it."),
        render_kw={"rows": 3},
    )
