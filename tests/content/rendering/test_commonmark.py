"""Does a lesson look as the specifications of CommonMark and of GitHub's extensions say?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tandem.content.rendering.html import rendered_text
from tests.content.rendering.normalized import normalized

SPECIFICATIONS = Path(__file__).parent / "specifications"
SCHEME = "a link leads to http, https or mailto; of another scheme its words stay"
BARE = "GitHub makes a link of a bare address, CommonMark does not: we go with GitHub"
SIGN = "a box that nobody can tick is a sign and no field"
# What differs on purpose, by its number in the specification.
COMMONMARK = {
    484: "a path in the course's folder is asked for without ./",
    **dict.fromkeys((596, 598, 599, 601), SCHEME),
    **dict.fromkeys((608, 611, 612), BARE),
}
GITHUB = {279: SIGN, 280: SIGN, 628: SCHEME, 653: "tags that could act are taken out"}


def examples(name: str) -> list[dict[str, str]]:
    """The examples of a specification."""
    text = (SPECIFICATIONS / f"{name}.json").read_text("utf-8")
    found: list[dict[str, str]] = json.loads(text)
    return found


def has_html(text: str) -> bool:
    """Does a text hold HTML? Most of it is taken out of a lesson."""
    tokens = MarkdownIt("commonmark").parse(text)
    inside = [child for token in tokens for child in token.children or ()]
    return any(token.type in {"html_block", "html_inline"} for token in [*tokens, *inside])


def differing(all_examples: list[dict[str, str]]) -> set[int]:
    """The numbers of the examples that look otherwise."""
    return {
        int(each["number"])
        for each in all_examples
        if normalized(rendered_text(each["markdown"], picture_address=lambda path: path))
        != normalized(each["html"])
    }


def test_a_lesson_looks_as_commonmark_says() -> None:
    own = [each for each in examples("commonmark") if not has_html(each["markdown"])]

    assert len(own) == 580
    assert differing(own) == COMMONMARK.keys()


def test_a_lesson_looks_as_github_says() -> None:
    assert differing(examples("github")) == GITHUB.keys()


@pytest.mark.parametrize("kind", ["note", "tip", "important", "warning", "caution"])
def test_a_note_as_github_writes_it_is_an_admonition(kind: str) -> None:
    html = rendered_text(f"> [!{kind.upper()}]\n> Careful.", picture_address=lambda _: None)

    assert normalized(html) == normalized(
        f'<div class="admonition {kind}"><p class="admonition-title">{kind.title()}</p>'
        "<p>Careful.</p></div>"
    )


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("sam_rep@example.com", "sam_rep@example.com"),
        ("s_rep@example.com", "s_rep@example.com"),
        ("a.b-c_d_e@a.b.", "a.b-c_d_e@a.b"),
    ],
)
def test_a_bare_address_is_a_link_to_all_of_it(text: str, address: str) -> None:
    html = rendered_text(text, picture_address=lambda _: None)

    assert f'href="mailto:{address}"' in html


@pytest.mark.parametrize("text", ["_@example.com", "a_b at home", "two^[2] of them"])
def test_signs_that_are_no_address_and_no_footnote_stay_as_they_are(text: str) -> None:
    assert rendered_text(text, picture_address=lambda _: None) == f"<p>{text}</p>"


def test_signs_that_python_markdown_keeps_for_itself_mean_nothing() -> None:
    text = "<i>a</i> \x02wzxhzdk:0\x03 \x02amp\x03lt; `&amp;lt;`"

    html = rendered_text(text, picture_address=lambda _: None)

    assert html == "<p><i>a</i> wzxhzdk:0 amplt; <code>&amp;amp;lt;</code></p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "Bring:\n- the order\n- the date",
            "<p>Bring:</p><ul><li>the order</li><li>the date</li></ul>",
        ),
        ("- a\n- b\n\n3. c", '<ul><li>a</li><li>b</li></ul><ol start="3"><li>c</li></ol>'),
        (
            "1. a\n   ```\n   x\n   ```\n2. b",
            "<ol><li>a<pre><code>x\n</code></pre></li><li>b</li></ol>",
        ),
        ("- a\n  - b\n   - c", "<ul><li>a<ul><li>b</li><li>c</li></ul></li></ul>"),
    ],
    ids=["a list below words", "two lists", "code in an item", "two or three blanks"],
)
def test_a_list_is_what_every_preview_shows(text: str, html: str) -> None:
    assert normalized(rendered_text(text, picture_address=lambda _: None)) == normalized(html)


def test_a_table_may_stand_below_words_and_code_in_it_may_hold_a_bar() -> None:
    html = rendered_text(
        "Words:\n| a | b |\n| --- | --- |\n| `x\\|y` | 1 |", picture_address=lambda _: None
    )

    assert "<p>Words:</p>" in html
    assert "<td><code>x|y</code></td>" in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\nb  \nc *d*", "<p>a\nb<br>\nc <em>d</em></p>"),
        ("# A\n\n> b", "<h1>A</h1>\n<blockquote>\n<p>b</p>\n</blockquote>"),
        ("- *a*\n  - b", "<ul>\n<li><em>a</em>\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ("- a\n\n  b", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>"),
        ("a\n```\nb & c\n```", "<p>a</p>\n<pre><code>b &amp; c\n</code></pre>"),
        ("Term\n:   Meaning", "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>"),
        (
            "a\n> [!TIP]\n> b",
            '<p>a</p>\n<div class="admonition tip">\n'
            '<p class="admonition-title">Tip</p>\n<p>b</p>\n</div>',
        ),
    ],
)
def test_each_block_begins_a_line_of_the_page(text: str, html: str) -> None:
    assert rendered_text(text, picture_address=lambda _: None) == html


def test_footnotes_stand_below_a_line_and_lead_back_to_each_place() -> None:
    def way(place: str, number: int) -> str:
        title = f"Jump back to footnote {number} in the text"
        return f'&nbsp;<a class="footnote-backref" href="#{place}" title="{title}">↩</a>'

    def mark(place: str, name: str, number: int) -> str:
        link = f'<a class="footnote-ref" href="#fn:{name}">{number}</a>'
        return f'<sup id="{place}">{link}</sup>'

    html = rendered_text(
        "a[^1] b[^x] c[^1]\n\n[^1]: One.\n\n[^x]: Two.\n\nd", picture_address=lambda _: None
    )

    marks = mark("fnref:1", "1", 1), mark("fnref:x", "x", 2), mark("fnref2:1", "1", 1)
    assert html.replace(' rel="noopener noreferrer"', "") == (
        "<p>a{} b{} c{}</p>\n<p>d</p>\n".format(*marks)
        + '<div class="footnote"><hr><ol>\n'
        + f'<li id="fn:1">\n<p>One.{way("fnref:1", 1)}{way("fnref2:1", 1)}</p>\n</li>\n'
        + f'<li id="fn:x">\n<p>Two.{way("fnref:x", 2)}</p>\n</li></ol></div>'
    )


def test_the_words_for_a_picture_are_those_of_its_description_without_any_sign() -> None:
    html = rendered_text(
        "![a ![b](c) *d*\ne <b>f</b>  \ng &amp; `h`](i)", picture_address=lambda _: None
    )

    assert html == '<p><img alt="a b d\ne f\ng &amp; h"></p>'
