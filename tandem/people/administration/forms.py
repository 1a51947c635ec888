"""Which forms does an administrator fill in?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from tandem.people.administration.queries import PeopleFilters
from tandem.people.administration.touched import ChosenRights
from tandem.people.teams.forms import NEEDED, InviteForm
from tandem.terms import AccountState, Role
from tandem.web.filters import one_of, page_in, search_in
from tandem.web.forms import NameField, RecordingForm, TickField
from tandem.web.words import ROLES


def filters_in(parts: Mapping[str, str]) -> PeopleFilters:
    """Whom an address looks for."""
    return PeopleFilters(
        search=search_in(parts),
        role=one_of(Role, parts.get("role")),
        state=one_of(AccountState, parts.get("state")),
        page=page_in(parts),
    )


def address_parts(filters: PeopleFilters) -> dict[str, str]:
    """What an address says for these filters, the page left out: only what filters something."""
    parts = {"search": filters.search, "role": filters.role, "state": filters.state}
    return {name: str(value) for name, value in parts.items() if value}


class RolesForm(RecordingForm):
    """Set a person's roles and whether the account is open."""

    roles = TickField(_("Roles"), validate_choice=False)
    is_active = BooleanField(
        _("The account is open"),
        description=_(
            "Closing signs the person out and ends their pairs, and no mail goes there anymore."
            " Everything that was done stays, and the next page offers an undo."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles.choices = [SelectChoice(role, ROLES[role]) for role in Role]

    def validate_roles(self, field: TickField) -> None:
        """Every role must be one that exists."""
        unknown = sorted(set(field.data) - set(Role))
        if unknown:
            raise ValidationError(
                _("There is no role called %(role)s. Choose from the list.", role=unknown[0])
            )

    def chosen(self) -> ChosenRights:
        """What was chosen."""
        return ChosenRights(frozenset(map(Role, self.roles.data)), self.is_active.data)


class TakeRightsForm(RecordingForm):
    """Agree to what taking rights means for others: to just what the page has said."""

    agreed = HiddenField()


class MendNameForm(RecordingForm):
    """Mend somebody's name."""

    given_name = NameField(_("Given name"), [NEEDED, Length(max=100)])
    surname = NameField(_("Surname"), [NEEDED, Length(max=100)])


class InviteAnybodyForm(InviteForm):
    """Invite somebody with any role, into no team."""

    role = RadioField(_("Role"), validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [SelectChoice(role, ROLES[role]) for role in Role]

    def validate_role(self, field: RadioField) -> None:
        """The role must be one that exists."""
        if field.data not in set(Role):
            raise ValidationError(_("Choose one of the roles in the list."))
