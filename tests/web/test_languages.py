"""Is the interface whole in every language, and does a German reader see German?"""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import force_locale, ngettext
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import Length

from tandem.terms import Role
from tandem.web.clock import day
from tandem.web.words import words
from tests import source

ROOT = Path(__file__).parents[2]
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "lazy_gettext", "N_", "say")),
    **dict.fromkeys(("ngettext", "counted"), (1, 2)),
}
CATALOGUES = sorted((ROOT / "translations").glob("*/LC_MESSAGES/messages.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")


def catalogue(path: Path) -> Catalog:
    """A catalogue as its file has it."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def texts(message: Message) -> list[str]:
    """All forms of a translation."""
    return [message.string] if isinstance(message.string, str) else list(message.string)


def forms(whole: Catalog) -> dict[tuple[str, ...], list[str]]:
    """Every text with its translation, as far as a compiled catalogue can say."""
    named = ((tuple([one.id] if isinstance(one.id, str) else one.id), one) for one in whole)
    return {key: texts(one) for key, one in named if any(key)}


def texts_of_code() -> set[str | tuple[str, str]]:
    """Every text that the code marks."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found: set[str | tuple[str, str]] = set()
    for part in ("tandem", "templates"):
        rows = extract_from_dir(
            str(ROOT / part),
            [(pattern.removeprefix(f"{part}/"), method) for pattern, method in methods],
            {pattern.removeprefix(f"{part}/"): given for pattern, given in options.items()},
            KEYWORDS,
        )
        found |= {tuple(row[2][:2]) if isinstance(row[2], tuple) else row[2] for row in rows}
    return found


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_has_every_text_of_the_code(path: Path) -> None:
    there = {one.id for one in catalogue(path) if one.id and not one.fuzzy and all(texts(one))}
    code = texts_of_code()
    assert len(code) > 1000
    assert code - there == set()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_translation_keeps_its_placeholders(path: Path) -> None:
    for one in catalogue(path):
        original = one.id if isinstance(one.id, str) else one.id[1]
        for text in texts(one)[-1:] if one.id else []:
            assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(original)), text


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_text_with_a_number_has_every_plural(path: Path) -> None:
    whole = catalogue(path)
    for one in whole:
        if not isinstance(one.id, str):
            assert len(texts(one)) == whole.num_plurals, one.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_compiled_catalogue_is_current(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        compiled = forms(read_mo(file))
    assert compiled == forms(catalogue(path))


def test_a_german_reader_sees_german_words_days_and_plurals(app: Flask) -> None:
    with app.test_request_context(), force_locale("de"):
        assert words(Role.SUPPORT) == "Innendienst"
        assert day(date(2026, 3, 2)) == "2. März 2026"
        assert ngettext("%(num)s pair", "%(num)s pairs", 2) == "2 Paare"


def test_a_german_reader_is_told_in_german_what_a_form_library_refuses(app: Flask) -> None:
    class NameForm(FlaskForm):
        """A form that says nothing itself."""

        name = StringField(validators=[Length(max=3)])

    with app.test_request_context(method="POST", data={"name": "Sam Adeyemi"}), force_locale("de"):
        form = NameForm()
        form.validate()

        assert form.errors["name"] == ["Feld kann nicht länger als 3 Zeichen sein."]


@pytest.mark.parametrize(
    ("asked", "shown"), [("de", "de"), ("xx", "en"), ("de-AT,de;q=0.9,en;q=0.5", "de")]
)
def test_a_visitor_sees_the_language_of_the_browser(app: Flask, asked: str, shown: str) -> None:
    page = app.test_client().get("/login", headers={"Accept-Language": asked})
    assert f'<html lang="{shown}"' in page.text
    assert ("Anmelden" in page.text) is (shown == "de")


def test_no_text_is_marked_inside_an_f_string_where_no_catalogue_finds_it() -> None:
    marking = {"_", "ngettext", "gettext"}
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in (ROOT / "tandem").rglob("*.py")
        for joined in source.nodes(path, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in marking
        if isinstance(call.args[0], ast.Constant)
    ]

    assert hidden == []
