"""What do all forms share?"""

from __future__ import annotations

import pytest
from flask import Flask
from flask_wtf import FlaskForm
from wtforms import SelectField, widgets
from wtforms.fields import SelectChoice

from tandem.web.forms import PlainSelect, RecordingForm

CHOICES = [
    SelectChoice("Europe/Berlin", "Berlin"),
    SelectChoice('"<&', "'<b>"),
    SelectChoice("UTC"),
    SelectChoice("Etc/UTC", ""),
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


@pytest.mark.parametrize("form_id", ["", "not-ours"])
def test_a_form_whose_id_is_not_ours_says_nothing_of_its_page(app: Flask, form_id: str) -> None:
    with app.test_request_context():
        form = RecordingForm(formdata=None, facts={"module": 1})
        assert form.facts["module"] == 1
        form.form_id.data = form_id

        assert form.facts == {}
