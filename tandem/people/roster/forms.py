"""Which forms bring a table, say what its columns are, and carry it out?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, IntegerField, RadioField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from tandem.people.roster.choices import ListChoices
from tandem.people.roster.plan import RosterPlan
from tandem.people.roster.table import Roster
from tandem.people.roster.titles import Column
from tandem.people.roster.words import COLUMNS
from tandem.web.forms import FactsForm, RecordingForm, TickField

NOT_USED = ""
TWICE = _("“%(column)s” is chosen for two columns. Choose one of them.")
MISSING = _("No column holds this yet: %(column)s. Choose the one that does.")
SINCE_THEN = _(
    "Something has changed since this page was made, and nothing was done. Look at what the list"
    " changes now, and press again."
)
IS_WHOLE = _("This is the whole list: whoever is missing leaves")
IS_WHOLE_HINT = _(
    "Leave this empty for a list of some. You see who would leave before anything happens."
)


class RosterForm(RecordingForm):
    """Bring a table. Nothing changes before the look at what it would change."""

    file = FileField(
        _("File"),
        [FileRequired(_("Choose a file."))],
        description=_("CSV or .xlsx, as your personnel system or a spreadsheet saves it."),
        render_kw={"accept": ".csv,.txt,.tsv,.xlsx,text/csv"},
    )
    is_whole = BooleanField(IS_WHOLE, description=IS_WHOLE_HINT)


class ColumnsForm(RecordingForm):
    """Say what the columns of a table hold, in which code page it is, and whether it is whole."""

    is_whole = BooleanField(IS_WHOLE, description=IS_WHOLE_HINT)

    @property
    def columns(self) -> dict[int, Column]:
        """What was chosen for each place."""
        return {
            int(name.removeprefix("column_")): Column(field.data)
            for name, field in self._fields.items()
            if name.startswith("column_") and field.data
        }

    def validate(self, extra_validators: Any = None) -> bool:
        """Each column once, and all that is needed."""
        if not super().validate(extra_validators):
            return False
        chosen = list(self.columns.values())
        self.form_errors += [
            TWICE % {"column": COLUMNS[column]} for column in Column if chosen.count(column) > 1
        ]
        self.form_errors += [
            MISSING % {"column": COLUMNS[column]} for column in missing_from(chosen)
        ]
        return not self.form_errors

    def choices(self) -> ListChoices:
        """What was chosen."""
        data = self.data
        return ListChoices(
            code_page=data.get("code_page") or "",
            sheet=data.get("sheet") or "",
            columns=self.columns,
            is_whole=self.is_whole.data,
        )


def missing_from(chosen: Iterable[Column]) -> list[Column]:
    """What is needed and was not chosen. A whole name stands for both of its parts."""
    there = set(chosen)
    names = set() if Column.FULL_NAME in there else {Column.GIVEN_NAME, Column.SURNAME}
    return [c for c in Column if c in {Column.EMAIL, Column.ROLE} | names and c not in there]


def columns_form(roster: Roster, choices: ListChoices) -> ColumnsForm:
    """The form for one table: a list for each of its columns, and what is unclear."""
    fields: dict[str, Any] = {}
    sheet, head = roster.sheet, roster.head
    if sheet is None or head is None:
        raise ValueError("a file without rows has no columns")
    readings = sheet.decoded.readings if sheet.decoded else ()
    if readings:
        fields["code_page"] = RadioField(
            _("How do the letters read?"),
            choices=[
                SelectChoice(r.code_page, f"{', '.join(r.words)} ({r.name})") for r in readings
            ],
            description=_(
                "The file doesn’t say in which code page it was written. Choose the line in which"
                " the names are right. If there is none, save the table as “CSV UTF-8”."
            ),
            validators=[InputRequired(_("Choose the line in which the names are right."))],
            validate_choice=False,
        )
    if sheet.other_names:
        names = (sheet.name, *sheet.other_names)
        fields["sheet"] = SelectField(
            _("Sheet"), choices=[SelectChoice(name, name) for name in names], default=sheet.name
        )
    for place, title in enumerate(head.titles):
        fields[f"column_{place}"] = SelectField(
            title or _("Column %(number)s", number=place + 1),
            choices=[
                SelectChoice(NOT_USED, _("not used")),
                *(SelectChoice(column, COLUMNS[column]) for column in Column),
            ],
            default=head.columns.get(place, NOT_USED),
            render_kw={"class": "control"},
        )
    made = type("ColumnsOfFile", (ColumnsForm,), fields)
    filled: ColumnsForm = made(data={"is_whole": choices.is_whole})
    return filled


class CarryOutForm(FactsForm):
    """Carry a table out, with the names that are taken and, above the brake, how many leave.

    Its id says which plan its page showed: none is carried out that nobody has seen.
    """

    names = TickField(_("Take these names from the list"), validate_choice=False)
    leaving = IntegerField(_("How many people leave?"))

    plan: RosterPlan | None = None

    def ask_about(self, plan: RosterPlan, *, takes_names: bool) -> None:
        """Offer what this plan leaves open."""
        self.plan = plan
        self.names.choices = [
            SelectChoice(
                other.email,
                _("%(old)s becomes %(new)s (%(email)s)", old=other.name, new=other.new_name,
                  email=other.email),
            )
            for other in plan.other_names
        ]  # fmt: skip
        if not takes_names or not plan.other_names:
            del self.names
        if not plan.is_braked:
            del self.leaving

    def has_shown(self, *plans: RosterPlan) -> bool:
        """Did its page show just what these do?"""
        return all(plan.figure == self.facts.get("shown") for plan in plans)

    @property
    def chosen_names(self) -> list[str]:
        """The addresses of those whose name is to be as the list has it."""
        return list(self.names.data or []) if "names" in self else []

    def validate_leaving(self, field: IntegerField) -> None:
        """More than every tenth leaves only where somebody has counted them."""
        number = len(self.plan.missing) if self.plan else 0
        if field.data != number:
            raise ValidationError(
                _("%(number)s people are missing in this list, more than one in ten. Type the"
                  " number if they are all to leave.", number=number)
            )  # fmt: skip
