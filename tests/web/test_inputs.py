"""Are fields of one line written as WTForms writes them?"""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from markupsafe import Markup
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    HiddenField,
    IntegerField,
    PasswordField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, NumberRange

from tandem.web.forms import SiteForm
from tandem.web.inputs import input_tag, is_plain


class EveryInputForm(SiteForm):
    """A field of each kind."""

    text = StringField("Text", [DataRequired(), Length(2, 20)], render_kw={"autocomplete": "off"})
    number = IntegerField("Number", [NumberRange(1, 9)], default=3)
    mail = EmailField("Mail")
    secret = PasswordField("Secret")
    tick = BooleanField("Tick", default=True)
    day = DateField("Day")
    unseen = HiddenField("Unseen", default="a&b")
    long = TextAreaField("Long")
    town = StringField("Town", datalist="towns")


@pytest.mark.parametrize("name", ["text", "mail", "secret", "unseen"])
@pytest.mark.parametrize(
    "given",
    [
        {},
        {"id": False},
        {"aria-invalid": "true", "value": '"<&'},
        {"value": Markup('a "b"'), "checked": True},
    ],
)
def test_an_input_is_written_as_by_the_library(
    app: Flask, name: str, given: dict[str, Any]
) -> None:
    with app.test_request_context("/"):
        field = EveryInputForm(formdata=None)[name]

        assert is_plain(field)
        assert input_tag(field, given) == field.widget(field, **given)


def test_a_page_gets_what_the_field_itself_asks_for(app: Flask) -> None:
    with app.test_request_context("/"):
        form = EveryInputForm(formdata=None)

        assert 'autocomplete="off"' in form.text()
        assert 'maxlength="20"' in form.text()
        assert 'type="password"' in form.secret()
        assert form.long().startswith("<textarea")
        assert "checked" in form.tick()
        assert 'min="1"' in form.number()


def test_what_only_the_library_can_write_is_left_to_it(app: Flask) -> None:
    with app.test_request_context("/"):
        form = EveryInputForm(formdata=None)

        assert 'list="towns"' in form.town()
        assert 'class="wide"' in form.text(class_="wide")
        assert 'data-kind="a"' in form.text(data_kind="a")
