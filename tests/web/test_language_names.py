"""Does each language call itself as Babel says, and is it named to readers in their own?

The pages ask a table for the names languages give themselves, which costs no memory.
"""

from __future__ import annotations

import pytest
from babel import Locale, localedata
from flask import Flask
from flask_babel import force_locale

from tandem.web.language_names import NAMES
from tandem.web.languages import name_for_reader, name_of


def test_the_table_says_what_babel_says() -> None:
    listed = {str(code) for code in Locale("en").languages if len(str(code)) == 2}
    codes = listed & set(localedata.locale_identifiers())
    named = {code: Locale.parse(code).get_display_name() for code in codes}
    known = {code: name for code, name in named.items() if name and name != code}

    assert {code: name[:1].upper() + name[1:] for code, name in known.items()} == NAMES
    assert len(NAMES) > 100


def test_a_language_with_a_region_is_asked_of_babel() -> None:
    assert name_of("pt-BR") == "Português (Brasil)"
    assert name_of("xx") == "xx"


@pytest.mark.parametrize(
    ("code", "english", "german"),
    [
        ("de", "German", "Deutsch"),
        ("en", "English", "Englisch"),
        ("pt-BR", "Brazilian Portuguese", "Portugiesisch (Brasilien)"),
        ("xx", "xx", "xx"),
    ],
)
def test_a_sentence_names_a_language_in_the_language_of_its_reader(
    app: Flask, code: str, english: str, german: str
) -> None:
    with app.test_request_context(), force_locale("en"):
        assert name_for_reader(code) == english
    with app.test_request_context(), force_locale("de"):
        assert name_for_reader(code) == german
