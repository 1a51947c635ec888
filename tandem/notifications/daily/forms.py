"""Which form says what mail somebody wants, and when they work?"""

from __future__ import annotations

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from tandem.mail.working_times import NO_COUNTRY
from tandem.web.forms import RecordingForm, TickField
from tandem.working_time import DAYS, WorkingTime, countries

HOURS = range(25)
NAMES = dict(
    zip(
        DAYS,
        (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
         _("Sunday")),
        strict=True,
    )
)  # fmt: skip


class MailChoiceForm(RecordingForm):
    """Choose the regular mail and the hours at which letters come. Links asked for come at once."""

    reminders = BooleanField(
        _("Reminders"),
        description=_(
            "A week and a day before a date, and after it, while your half is open; and once a week"
            " a question from a module that you have finished."
        ),
    )
    digest = BooleanField(
        _("The week of my teams"),
        description=_("For leaders, once a week: where the pairs stand, steps and dates only."),
    )
    has_own_hours = BooleanField(_("My working hours are others"))
    days = TickField(
        _("My working days"),
        choices=[SelectChoice(str(at), NAMES[day]) for at, day in enumerate(DAYS)],
        validate_choice=False,
    )
    begins = SelectField(_("From"), choices=[SelectChoice(h, f"{h}:00") for h in HOURS], coerce=int)
    until = SelectField(_("Until"), choices=[SelectChoice(h, f"{h}:00") for h in HOURS], coerce=int)
    country = SelectField(_("No letters on the holidays of"), validate_choice=False)

    def ask_about(self, site: WorkingTime) -> None:
        """Ask for a country where the site keeps holidays."""
        if not site.country:
            del self.country
            return
        names = get_locale().territories
        known = [(names.get(code, code), code) for code in countries()]
        self.country.choices = [
            SelectChoice("", _("as the site has it: %(country)s", country=site.country)),
            SelectChoice(NO_COUNTRY, _("no country: letters come on holidays, too")),
            *(SelectChoice(code, name) for name, code in sorted(known)),
        ]

    def validate_days(self, field: TickField) -> None:
        """One day at least: who works on none would get no letter ever."""
        if self.has_own_hours.data and not self.chosen_days():
            raise ValidationError(
                _("Choose one day at least. To get no regular mail at all, untick it above.")
            )

    def validate_until(self, field: SelectField) -> None:
        """The day ends after it begins."""
        if self.has_own_hours.data and field.data <= self.begins.data:
            raise ValidationError(_("The day ends after it begins: choose a later hour."))

    def chosen_days(self) -> frozenset[int]:
        """The days that were ticked."""
        return frozenset(int(day) for day in self.days.data or [] if day in map(str, range(7)))

    def own_time(self) -> WorkingTime | None:
        """When somebody works; None is as the site says."""
        if not self.has_own_hours.data:
            return None
        return WorkingTime(self.chosen_days(), self.begins.data, self.until.data)

    def own_country(self) -> str:
        """The country that was chosen; nothing is the site's."""
        chosen = self.country.data if "country" in self else ""
        return chosen if chosen in {NO_COUNTRY, *countries()} else ""
