"""Do the texts stand in a template before somebody reads it, and nothing else?"""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import Any

import pytest
from babel.support import NullTranslations
from flask import Flask
from jinja2 import DictLoader, Environment, nodes
from markupsafe import Markup

from tandem.web.template_texts import TemplateTexts
from tests.web.test_templates import site_in

GERMAN = {
    "Save": "Speichern",
    "Hello %(name)s": "Hallo %(name)s",
    "100 %%": "100 Prozent %%",
    "As [rep]": "Als [rep]",
}


class Catalogue(NullTranslations, gettext.GNUTranslations):
    """Texts in German."""

    _catalog = GERMAN

    def ugettext(self, message: str) -> str:
        """A text."""
        return GERMAN.get(message, message)


@pytest.mark.parametrize(
    ("source", "looked_up"),
    [
        ("{{ _('Save') }}", False),
        ("{{ _('Hello %(name)s', name=name) }}", False),
        ("{{ _('As [rep]') }}", True),
        ("{{ _(name) }}", True),
        ("{{ ngettext('one', 'many', 2) }}", True),
    ],
)
def test_only_what_a_reader_may_change_is_looked_up(source: str, looked_up: bool) -> None:
    tree = Environment().parse(source)

    TemplateTexts(Catalogue()).visit(tree)

    assert (tree.find(nodes.Call) is not None) is looked_up


def test_texts_stand_there_as_they_would_be_looked_up(tmp_path: Path) -> None:
    site = page_of(
        tmp_path,
        "{{ _('Save') }}|{{ _('Save')|length }}|"
        "{{ _('Waiting for %(name)s', name=who) }}|{{ who }}",
    )
    said = [read(site, language, who="<b>") for language in ("en", "de", "en")]

    assert said[0] == said[2] == "Save|4|Waiting for &lt;b&gt;|&lt;b&gt;"
    assert said[1] == "Speichern|9|Wartet auf &lt;b&gt;|&lt;b&gt;"


def test_what_is_html_already_is_not_escaped_again(tmp_path: Path) -> None:
    site = page_of(tmp_path, "{{ who }}{{ _('Waiting for %(name)s', name=who) }}")

    assert read(site, "en", who=Markup("<b>")) == "<b>Waiting for <b>"


def test_a_catalogue_that_was_changed_compiles_its_templates_again() -> None:
    before, after = TemplateTexts(Catalogue()).mark, Catalogue()
    after._catalog = {**GERMAN, "Save": "Sichern"}

    assert TemplateTexts(after).mark != before


def page_of(folder: Path, source: str) -> Flask:
    """A site with this template alone."""
    site = site_in(folder)
    site.jinja_env.loader = DictLoader({"page.html": source})
    return site


def read(site: Flask, language: str, **known: Any) -> str:
    """The page in a language."""
    with site.test_request_context("/", headers={"Accept-Language": language}):
        return site.jinja_env.get_template("page.html").render(**known)


@pytest.mark.parametrize(
    "source",
    [
        "{{ _('Save', name=name, **more) }}",
        "{{ _(*texts) }}",
        "{{ _('Save', *more) }}",
        "{{ _('Save', 'Keep') }}",
        "{{ _(7) }}",
        "{{ words._('Save') }}",
        "{{ other('Save') }}",
    ],
)
def test_a_call_that_does_not_say_its_text_alone_is_left_as_it_is(source: str) -> None:
    tree = Environment().parse(source)

    TemplateTexts(Catalogue()).visit(tree)

    assert tree.find(nodes.Call) is not None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ gettext('Save') }}", "Speichern"),
        ("{{ _('100 %%') }}", "100 Prozent %"),
        ("{{ _('Not known') }}", "Not known"),
    ],
)
def test_a_text_without_a_place_stands_there_as_it_is_read(source: str, text: str) -> None:
    tree = Environment().parse(source)

    TemplateTexts(Catalogue()).visit(tree)

    found = tree.find(nodes.TemplateData)
    assert found is not None
    assert found.data == text
