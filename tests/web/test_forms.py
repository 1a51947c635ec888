"""What do all forms share?"""

from __future__ import annotations

from flask import Flask
from flask_wtf import FlaskForm
from wtforms import SelectField, widgets
from wtforms.fields import SelectChoice

from tandem.web.forms import PlainSelect

CHOICES = [
    SelectChoice("Europe/Berlin", "Berlin"),
    SelectChoice('"<&', "'<b>"),
    SelectChoice("UTC"),
]


class UsualForm(FlaskForm):
    """A choice as WTForms writes it, and the same as we write it."""

    usual = SelectField(choices=CHOICES, widget=widgets.Select(), id="zone", name="zone")
    plain = SelectField(choices=CHOICES, widget=PlainSelect(), id="zone", name="zone")


def test_a_plain_list_is_written_as_the_usual_one(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"zone": '"<&'}):
        form = UsualForm()

        assert form.plain() == form.usual()
        assert '<option selected value="&#34;&lt;&amp;">&#39;&lt;b&gt;</option>' in form.plain()
