"""Does each language call itself as Babel says? The pages ask a table, which costs no memory."""

from __future__ import annotations

from babel import Locale, localedata

from tandem.web.language_names import NAMES
from tandem.web.languages import name_of


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
