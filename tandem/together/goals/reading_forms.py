"""Which forms do readings need?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from babel.numbers import get_decimal_symbol, get_group_symbol
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    Field,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, Length, NumberRange, StopValidation

from tandem.content.typed_numbers import PERCENT, without_unit
from tandem.together.goals.readings_file import (
    FaultyRow,
    ReadFile,
    RowFault,
    number_in,
    read_readings,
    two_meanings,
    ungrouped,
    unmistakable,
)
from tandem.together.goals.readings_plan import IN_FUTURE, sentence
from tandem.web.forms import FactsForm, RecordingForm, plausible_day
from tandem.web.numbers import typed

NO_UTF_8 = _("This file isn’t UTF-8. Save it as CSV UTF-8 and send it again.")
NO_NUMBER = _("Write a number, such as 12.5.")
DECIMAL = {"inputmode": "decimal"}


class FigureField(StringField):
    """A figure, with a point or a comma. It is shown as it was entered, 8 and not 8.0, and with the
    reader's sign: a browser's own field for numbers knows only the language of the browser.

    Marks between the thousands are read as the reader's language sets them.
    """

    data: float | None

    def _value(self) -> str:
        """What stands in the field."""
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else unmistakable(typed(self.data))

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; None where the field is empty."""
        text = valuelist[0].strip() if valuelist else ""
        group, decimal = get_group_symbol(get_locale()), get_decimal_symbol(get_locale())
        self.data = number_in(ungrouped(text, group=group, decimal=decimal))
        if two_meanings(text):
            raise ValueError(sentence(FaultyRow(0, RowFault.TWO_MEANINGS, text)))
        if text and self.data is None:
            raise ValueError(NO_NUMBER)

    def pre_validate(self, form: BaseForm) -> None:
        """What is no number is told so, and nothing else besides."""
        if self.process_errors:
            raise StopValidation

    def figure(self) -> float:
        """The figure of a field that must have one."""
        return self.data or 0.0


class PercentField(FigureField):
    """A figure in percent; its sign may be typed along."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed without the sign."""
        super().process_formdata([without_unit(text.strip(), PERCENT) for text in valuelist])


def figure_field(label: Any, description: Any = "") -> FigureField:
    """A field for a figure."""
    asked = [InputRequired(NO_NUMBER)]
    return FigureField(label, asked, description=description, render_kw=DECIMAL)


def percent_field(label: Any, description: Any = "") -> PercentField:
    """A field for a share in percent."""
    asked = [InputRequired(NO_NUMBER), NumberRange(0, 100, _("Write a number from 0 to 100."))]
    return PercentField(label, asked, description=description, render_kw=DECIMAL)


def day_field(label: Any, description: Any = "") -> DateField:
    """A field for a day."""
    asked = [InputRequired(_("Choose a day.")), plausible_day]
    return DateField(label, asked, description=description)


class ReadingForm(RecordingForm):
    """Record the figure of a day."""

    day = day_field(_("Day"))
    value = figure_field(_("Value"))

    def __init__(
        self, *args: Any, today: date, present: Mapping[date, float], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.present = today, present

    def validate_day(self, field: DateField) -> None:
        """The day must have no figure yet and must not lie ahead."""
        if field.data and field.data > self.today:
            raise ValidationError(IN_FUTURE)
        if field.data in self.present:
            raise ValidationError(
                _("This day has a reading already. Correct it in the table of readings.")
            )


class CorrectReadingForm(FactsForm):
    """Correct the figure of a day, or take it out. What stood there stays readable."""

    value = FigureField(_("Value"), render_kw=DECIMAL)
    take_out = BooleanField(_("Remove this reading: it no longer counts"))

    def validate_value(self, field: Field) -> None:
        """A value, unless it is taken out."""
        if field.data is None and not field.process_errors and not self.take_out.data:
            raise ValidationError(NO_NUMBER)

    def corrected(self) -> float | None:
        """The value as it is to be; None to take it out."""
        return None if self.take_out.data else self.value.data


class ReadingsForm(RecordingForm):
    """Several readings at once: a file, or lines to paste. First looked at, then recorded."""

    file = FileField(
        _("A CSV file"), description=_("UTF-8, two columns: day and value. Up to 5000 rows.")
    )
    text = TextAreaField(
        _("Or paste the rows here"),
        [Length(max=500_000)],
        render_kw={"rows": 6, "placeholder": "2026-03-02;12.5"},
    )

    def rows_sent(self) -> str | None:
        """What was sent, a file before the lines; None where it is not UTF-8."""
        sent = self.file.data
        if not sent or not getattr(sent, "filename", ""):
            return self.text.data or ""
        try:
            text: str = sent.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            return None
        return text

    def rows(self) -> ReadFile | None:
        """The rows that were sent; None where they cannot be read."""
        rows = self.rows_sent()
        if rows is None:
            self.file.errors = [NO_UTF_8]
            return None
        self.text.data = rows
        return read_readings(rows)
