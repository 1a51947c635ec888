"""What do all forms share?"""

from __future__ import annotations

import pytest
from flask import Flask
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, widgets
from wtforms.fields import SelectChoice

from tandem.web.forms import FactsForm, PlainSelect, RecordingForm, new_form_id

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


class ShowsModule(FactsForm):
    """A form that says which module its page showed."""


class ShowsOther(FactsForm):
    """Another kind, which says the same of itself."""


@pytest.mark.parametrize("form_id", ["", "not-ours"])
def test_a_form_whose_id_is_not_ours_says_nothing_of_its_page(app: Flask, form_id: str) -> None:
    with app.test_request_context():
        form = ShowsModule(formdata=None, facts={"module": 1})
        assert form.facts["module"] == 1
        form.form_id.data = form_id

        assert form.facts == {}


def id_of_kind(kind: str) -> str:
    """An id as a page holds it: of a kind of form, of none, or from before there were kinds."""
    match kind:
        case "own":
            return str(ShowsModule(formdata=None, facts={"module": 1}).form_id.data)
        case "other":
            return str(ShowsOther(formdata=None, facts={"module": 1}).form_id.data)
        case "old":
            return new_form_id(module=1)
        case _:
            return str(RecordingForm(formdata=None).form_id.data)


@pytest.mark.parametrize(
    ("kind", "is_taken"), [("own", True), ("other", False), ("old", False), ("plain", False)]
)
def test_a_form_that_says_what_its_page_showed_takes_its_own_kind_alone(
    app: Flask, kind: str, is_taken: bool
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST"):
        sent = MultiDict({"form_id": id_of_kind(kind)})

        form = ShowsModule(sent, facts={"module": 2})

        assert form.facts.get("module") == (1 if is_taken else None)
        assert form.validate() is is_taken
        # Pressed again, the page that was refused is taken: it says what it shows now.
        again = ShowsModule(MultiDict({"form_id": form.form_id.data}))
        assert again.validate()
        assert again.facts["module"] == (1 if is_taken else 2)


@pytest.mark.parametrize(("kind", "is_taken"), [("own", False), ("plain", True)])
def test_a_form_that_says_nothing_takes_no_id_that_does(
    app: Flask, kind: str, is_taken: bool
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST"):
        form = RecordingForm(MultiDict({"form_id": id_of_kind(kind)}))

        assert form.validate() is is_taken
        assert RecordingForm(MultiDict({"form_id": form.form_id.data})).validate()
