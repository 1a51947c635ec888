"""Which forms do pairs need?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from tandem.models import Person
from tandem.people.pairs.rules import Candidate, PairFault
from tandem.terms import PairState, Role
from tandem.web.forms import RecordingForm

FAULTS = {
    PairFault.NOT_HERE: _("Choose one person for each half, from the people of this team."),
    PairFault.SAME_PERSON: _("A pair is two people. Choose somebody else for one half."),
    PairFault.NO_REP: _(
        "Two [support people] are no pair. Choose somebody with the role [rep] for the first half."
    ),
    PairFault.NO_SUPPORT: _(
        "Two [rep people] are no pair. Choose somebody with the role [support] for the second half."
    ),
    PairFault.ALREADY: _("These two are a pair already. Resume or end that pair first."),
}
FORMED = {
    PairState.ACTIVE: _("They are a pair now."),
    PairState.PROPOSED: _("Proposed to the two. It begins when both have said yes."),
}
# For two who were a pair before, in the same seats.
FORMED_AGAIN = {
    PairState.ACTIVE: _(
        "They are a pair again and go on where they were: what they did, agreed on and wrote is"
        " theirs as before, and their courses and dates count."
    ),
    PairState.PROPOSED: _(
        "Proposed to the two. When both have said yes, they go on where they were as a pair before."
    ),
}


class FormPairForm(RecordingForm):
    """Make two people of a team a pair."""

    rep = SelectField(_("[Rep]"), coerce=str, validate_choice=False)
    support = SelectField(_("[Support]"), coerce=str, validate_choice=False)
    has_agreed = BooleanField(
        _("Both have agreed already: begin at once"),
        description=_(
            "Otherwise it is proposed to the two, and begins when both have said yes. Whoever"
            " belongs to another team too is asked in any case."
        ),
    )

    def __init__(self, *args: Any, members: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [person for person in members if person.is_active]
        self.rep.choices = choices(people, Role.REP)
        self.support.choices = choices(people, Role.SUPPORT)

    def state(self, *, word_counts: bool) -> PairState:
        """How the pair begins: at once where the leader's word counts, else proposed."""
        return PairState.ACTIVE if self.has_agreed.data and word_counts else PairState.PROPOSED

    def candidates(self, members: Iterable[Person]) -> tuple[Candidate | None, Candidate | None]:
        """The two who were chosen, as they are now: rep, support. None for who is no member."""
        people = {
            str(person.id): Candidate(id=person.id, roles=person.roles)
            for person in members
            if person.is_active
        }
        return people.get(self.rep.data or ""), people.get(self.support.data or "")


class PausePairForm(RecordingForm):
    """Let a pair rest to the end of a day."""

    until = DateField(_("Until"), [InputRequired(_("Choose the last day of the pause."))])

    def __init__(self, *args: Any, today: date, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.until.description = _(
            "The end of that day in your time zone, %(zone)s. Then the pair goes on by itself.",
            zone=zone,
        )

    def validate_until(self, field: DateField) -> None:
        """A pause lies ahead and ends within a year."""
        if field.data and not self.today <= field.data <= self.today + timedelta(days=366):
            raise ValidationError(_("Choose a day from today on, within a year."))


class EndPairForm(RecordingForm):
    """End a pair. Who will read the reason is said before it is written."""

    reason = TextAreaField(
        _("Why it ends (optional)"),
        [Length(max=2000)],
        description=_("Only administrators will read this. The two partners will not see it."),
        render_kw={"rows": 3},
    )
    not_again = BooleanField(
        _("Don’t suggest these two to each other again"),
        description=_("Only administrators will read this; suggestions of pairs respect it."),
    )


def choices(people: Iterable[Person], role: Role) -> list[SelectChoice]:
    """Who can take a seat, behind an empty choice."""
    fitting = [SelectChoice(str(p.id), p.name) for p in people if role in p.roles]
    return [SelectChoice("", _("Choose …")), *fitting]
