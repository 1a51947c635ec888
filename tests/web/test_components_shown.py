"""What do the parts say that many pages have in common?"""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask, render_template_string
from wtforms import BooleanField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from tandem.content.comparing.difference import difference
from tandem.terms import Stage, Together
from tandem.web.forms import RecordingForm
from tests.written import AsBefore

BEFORE = ["One.", "Two and more.", "Three.", "Four.", "Five.", "Six.", "Seven.", "This is gone."]
AFTER = [*BEFORE[:1], "Two and less.", *BEFORE[2:-1], "Something else."]
NAMES = ("line", "tick", "group")


def drawn(app: Flask, source: str, **facts: Any) -> str:
    """What a piece of a template gives on a page."""
    with app.test_request_context("/"):
        return render_template_string(source, **facts)


class EveryField(RecordingForm):
    """Every kind of field, each with a hint."""

    line = StringField("A line", validators=[InputRequired()], description="A hint.")
    tick = BooleanField("A box", validators=[InputRequired()], description="Another.")
    group = RadioField(
        "A group", choices=[SelectChoice("a", "One"), SelectChoice("b", "Two")],
        validators=[InputRequired()],
        description="A third.",
    )  # fmt: skip


def test_what_changed_is_said_in_words_and_in_its_language(
    app: Flask, page_as_before: AsBefore
) -> None:
    source = """{% from "components/changes.html" import changes with context %}
    {{ changes(pieces, tongue('de'), kind='source') }}"""

    page_as_before(drawn(app, source, pieces=difference(BEFORE, AFTER, around=1)))


@pytest.mark.parametrize("is_sent", [True, False])
def test_each_control_is_tied_to_its_hint_and_its_errors(app: Flask, is_sent: bool) -> None:
    source = """{% import "components/forms.html" as forms with context %}
    {{ forms.field(form.line) }} {{ forms.field(form.tick) }} {{ forms.field(form.group) }}"""
    with app.test_request_context("/", method="POST" if is_sent else "GET"):
        form = EveryField()
        if is_sent:
            form.validate()
        text = render_template_string(source, form=form)

    said = [f"{name}-hint {name}-error" if is_sent else f"{name}-hint" for name in NAMES]
    assert re.findall('aria-describedby="([^"]*)"', text) == said


@pytest.mark.parametrize("state", [*Together, *Stage])
def test_a_state_has_its_own_picture_and_words(
    app: Flask, page_as_before: AsBefore, state: str
) -> None:
    source = """{% from "components/halves.html" import state_badge with context %}
    {{ state_badge(state) }}"""

    page_as_before(drawn(app, source, state=state))


@pytest.mark.parametrize(("rep", "support"), [(44, 4), (24, 44), (4, 24)])
def test_each_half_is_filled_for_itself(
    app: Flask, page_as_before: AsBefore, rep: int, support: int
) -> None:
    source = """{% from "components/halves.html" import apart, drawn with context %}
    {{ apart(rep, support) }} {{ drawn(rep, support, false, 'How far the two are', 'small') }}"""

    page_as_before(drawn(app, source, rep=rep, support=support))


def test_the_head_of_a_page_says_its_languages_and_where_it_belongs(
    app: Flask, page_as_before: AsBefore
) -> None:
    source = """{% import "components/page.html" as page with context %}
    {{ page.page_head('Das Rad', lead='Es rollt.', tongue=tongue('de'), eyebrow='The car',
                      eyebrow_tongue=tongue('fr'), back='/learn/') }}
    {{ page.page_head('Der Motor', eyebrow='The car', eyebrow_tongue=tongue('fr'), back=false) }}
    {{ page.page_head('Le frein', tongue=tongue('fr'), eyebrow='The car',
                      eyebrow_tongue=tongue('de'), level=3) }}"""

    page_as_before(drawn(app, source))


@pytest.mark.parametrize("number", [20, 21])
@pytest.mark.parametrize("search", ["", "sam"])
def test_a_long_list_or_a_search_has_a_field_to_look_through_it(
    app: Flask, page_as_before: AsBefore, number: int, search: str
) -> None:
    source = """{% import "components/page.html" as page with context %}
    <p>The list.</p>
    {% call page.look_for('/list', search, number, 'Name', name='q', part='rows') %}
    <input type="hidden" name="kept" value="too">{% endcall %}"""

    page_as_before(drawn(app, source, number=number, search=search))


@pytest.mark.parametrize("is_sent", [True, False])
def test_a_field_has_its_label_its_hint_and_its_error(
    app: Flask, page_as_before: AsBefore, is_sent: bool
) -> None:
    source = """{% import "components/forms.html" as forms with context %}
    {{ forms.form_errors(form) }}
    {{ forms.field(form.line) }} {{ forms.field(form.tick) }} {{ forms.field(form.group) }}"""
    with app.test_request_context("/", method="POST" if is_sent else "GET"):
        form = EveryField()
        if is_sent:
            form.validate()
        page_as_before(render_template_string(source, form=form))
