"""Do words that know nothing of Markdown read the same once they are a lesson?"""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.formats.html_to_markdown import from_html, literal
from tandem.content.rendering.html import rendered_text


def words_of(markdown: str) -> str:
    """What is to be read of a text."""
    html = rendered_text(markdown, picture_address=lambda _: None)
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


@given(st.text(st.sampled_from("ab12 *_`[]()<>&#\\\\!.~^$|/;"), max_size=14))
def test_every_sign_of_a_text_is_still_read(text: str) -> None:
    said = f"a {text} b"

    assert words_of(literal(said)) == "".join(said.split())


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("a<br/>b", "a  \nb"),
        ("<ul><li>a</li><li>b*c</li></ul>", r"- a" + "\n" + r"- b\*c"),
        ("<ol><li>a</li></ol>", "1. a"),
        ("<code>a*b</code> <em>c</em>", "`a*b` *c*"),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
        ("<b>What</b> does <script> do?", "**What** does &lt;script> do?"),
        ("<script>x()</script>a<span>b</span>", "ab"),
    ],
)
def test_html_says_the_same_in_markdown(html: str, markdown: str) -> None:
    assert from_html(html) == markdown
