"""In which language is a text of GIFT, and what is to be typed of it?"""

from __future__ import annotations

import pytest

from tandem.content.formats.gift_text import formatted, typed_text


@pytest.mark.parametrize(
    ("text", "form", "typed", "written"),
    [
        ("a", "moodle", "a", "a"),
        ("<b>a</b>", "moodle", "a", "**a**"),
        ("<b>a</b>", "markdown", "<b>a</b>", "<b>a</b>"),
        ("[markdown]<b>a</b>", "html", "<b>a</b>", "<b>a</b>"),
        ("[html]<p>a&nbsp;b</p>", "plain", "a b", "a b"),
        (" a ", "plain", "a", "a"),
        ("a < b", "moodle", "a < b", "a < b"),
        ("[HTML] <i>x</i> y", "markdown", "x y", "*x* y"),
    ],
)
def test_a_text_is_in_the_language_it_names_or_in_that_around_it(
    text: str, form: str, typed: str, written: str
) -> None:
    assert (typed_text(text, form=form), formatted(text, form=form)) == (typed, written)
