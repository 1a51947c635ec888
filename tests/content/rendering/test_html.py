"""How does a lesson look in HTML?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from ctypes import c_int

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content import serialized, text_process
from tandem.content.rendering.html import (
    converter,
    inline,
    rendered,
    rendered_text,
    rendered_text_for,
    simple_paragraphs,
)
from tests.content.reading import lesson


def shown(text: str) -> str:
    """A text in HTML, with images at /p/."""
    return rendered_text(text, picture_address=lambda path: f"/p/{path}")


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("| a | b |\n| --- | --- |\n| 1 | 2 |", "<td>1</td>"),
        ("```\nx < y\n```", "<pre"),
        ("Word[^1].\n\n[^1]: The note.", 'class="footnote"'),
        ("Term\n:   Meaning", "<dt>Term</dt>"),
        ("!!! note\n    Careful.", 'class="admonition note"'),
        ("- [x] done\n- [ ] open", "☑</span> done"),
        ("> A plan.", "<blockquote>"),
    ],
    ids=["table", "fence", "footnote", "definition", "admonition", "task list", "quote"],
)
def test_what_a_lesson_may_use_is_rendered(text: str, sign: str) -> None:
    assert sign in shown(text)


def test_a_task_list_shows_signs_and_no_fields_without_a_name() -> None:
    html = shown("- [x] done\n- [ ] open\n\n<input type='checkbox'>")

    assert "☐</span> open" in html
    assert "<input" not in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        "[click](javascript:alert(1))",
        '<p style="position:fixed">x</p>',
        '<iframe src="https://x.example"></iframe>',
        '<a href="data:text/html,x">x</a>',
        '<form action="/logout"><button>x</button></form>',
    ],
)
def test_nothing_in_a_lesson_can_act(text: str) -> None:
    html = shown(text)

    for sign in ("<script", "onerror", "javascript:", "style=", "<iframe", "data:", "<form"):
        assert sign not in html


def test_an_image_gets_its_real_address() -> None:
    assert 'src="/p/images/can.svg"' in shown("![A can](images/can.svg)")


def test_a_link_to_a_file_of_the_course_leads_to_its_page() -> None:
    html = rendered_text(
        "[x](02-b.md#part) [y](gone.md#part)", picture_address={"02-b.md": "/learn/b/"}.get
    )

    assert 'href="/learn/b/#part"' in html
    assert 'href="gone.md#part"' in html


def test_an_image_is_as_large_as_its_address_says_and_a_text_beside_it_stays() -> None:
    html = rendered_text('![a > b](a.png) src="b#3x4"', picture_address=lambda _: "/p#720x360")

    image = '<img alt="a &gt; b" src="/p" width="720" height="360">'
    assert html == f'<p>{image} src="b#3x4"</p>'


def test_a_link_outside_tells_nothing_of_where_it_was() -> None:
    assert "noreferrer" in shown("[x](https://x.example)")


def test_the_pieces_of_a_quiz_are_rendered_each_by_itself() -> None:
    module = lesson(
        "## Check {quiz}\n\n### *Why* so? {#why}\n\nA **scene**.\n\nHint: think.\n\n"
        "- [ ] `No`\n  > It *blocks*.\n- [x] Yes\n- [ ] Both\n\nBecause.\n"
    )

    found = rendered(module, picture_address=lambda path: None).sections[0].questions[0]

    assert found.title == "<em>Why</em> so?"
    assert found.body == "<p>A <strong>scene</strong>.</p>"
    assert found.hint == "<p>think.</p>"
    assert found.options[0].text == "<code>No</code>"
    assert found.options[0].feedback == "<p>It <em>blocks</em>.</p>"
    assert found.explanation == "<p>Because.</p>"


def test_rendering_changes_no_key_and_no_answer() -> None:
    module = lesson("## C {quiz}\n\n### Why? {#why}\n\n- [ ] *A*\n- [x] B\n- [ ] C\n")

    before = module.sections[0].questions[0].options
    after = rendered(module, picture_address=lambda path: None).sections[0].questions[0].options

    assert [(o.key, o.right) for o in before] == [(o.key, o.right) for o in after]


@pytest.mark.parametrize(
    "text",
    ["![a > b](images/can.svg)", "![A](./images/can.svg)", "![A][c]\n\n[c]: images/can.svg",
     '<img alt="A" src="images/can.svg">', "<img src='images/can.svg' alt='A'>"],
)  # fmt: skip
def test_an_image_gets_its_address_however_it_is_written(text: str) -> None:
    assert 'src="/p/images/can.svg"' in shown(text)


def test_an_image_without_an_address_has_none() -> None:
    html = rendered_text("![A](https://x.example/a.png)", picture_address=lambda path: None)

    assert html == '<p><img alt="A"></p>'


def test_the_address_is_asked_for_with_the_path_in_the_folder() -> None:
    asked: list[str] = []

    rendered_text("![A](./images/a.svg) ![B](images/b.svg)", picture_address=asked.append)

    assert asked == ["images/a.svg", "images/b.svg"]


@pytest.mark.parametrize("text", ["<div id='nav'>x</div>", '<p ID="nav">x</p>', "<p id=nav>x</p>"])
def test_an_id_in_a_lesson_cannot_be_taken_for_one_of_the_page(text: str) -> None:
    assert "nav" not in shown(text)


def test_an_id_that_is_spoken_of_stays_in_the_text() -> None:
    html = shown('Set id="x" in `<a id="b">`.\n\n```\n<p id="c">\n```')

    assert all(f'id="{name}"' in html for name in "xbc")


def test_a_footnote_and_its_mark_lead_to_each_other() -> None:
    html = shown("Word[^1].\n\n[^1]: The note.")

    assert all(sign in html for sign in ('id="fn:1"', 'href="#fn:1"', 'id="fnref:1"'))


@pytest.mark.parametrize(
    ("text", "html"),
    [("3. June", "3. June"), ("# 1", "# 1"), ("#1", "#1"), ("> 5 days", "&gt; 5 days"),
     ("+ 2 %", "+ 2 %"), ("*now*", "<em>now</em>"), ("- 5", "- 5"), ("3.5", "3.5")],
)  # fmt: skip
def test_a_line_behind_a_sign_is_read_as_a_line(text: str, html: str) -> None:
    module = lesson(
        f"## C {{quiz}}\n\n### {text} {{#a}}\n\n- [ ] {text}\n- [x] B\n\n"
        f"### Who? {{#b match}}\n\n- {text} -> {text}\n- c -> d\n"
    )

    choice, match = rendered(module, picture_address=lambda path: None).sections[0].questions

    found = [choice.title, choice.options[0].text, match.matches[0].left, match.matches[0].right]
    assert found == [html] * 4


def test_of_one_paragraph_only_what_stands_in_it_is_a_line() -> None:
    assert inline("<p>One <em>line</em></p>") == "One <em>line</em>"
    for several in ("<p>One</p>\n<p>Two</p>", "<p>One</p><ul><li><p>a</p></li></ul>", "<ul></ul>"):
        assert inline(several) == several


def test_an_option_of_several_paragraphs_is_no_single_line() -> None:
    module = lesson("## C {quiz}\n\n### Why? {#a}\n\n- [ ] One\n\n  - a point\n- [x] B\n")

    option = rendered(module, picture_address=lambda path: None).sections[0].questions[0].options[0]

    assert "<p>One</p>" in option.text
    assert "<li>a point</li>" in option.text


@pytest.mark.parametrize("open_text", ["<div>", "<!-- ", "<p>", "!!! note", "- a", "Term", "| a |"])
def test_one_option_cannot_change_how_the_next_looks(open_text: str) -> None:
    module = lesson(f"## C {{quiz}}\n\n### Why? {{#a}}\n\n- [ ] A\n  {open_text}\n- [x] **B**\n")

    options = rendered(module, picture_address=lambda path: None).sections[0].questions[0].options

    assert options[1].text == "<strong>B</strong>"


def test_nothing_in_a_question_can_act_either() -> None:
    bad = "<script>x</script><b onclick='x'>y</b> [z](javascript:x)"
    module = lesson(
        f"## C {{quiz}}\n\n{bad}\n\n### {bad} {{#a}}\n\n{bad}\n\nHint: {bad}\n\n"
        f"- [ ] {bad}\n  > {bad}\n- [x] B\n\n{bad}\n"
    )

    html = serialized.to_json(rendered(module, picture_address=lambda path: None))

    assert not [sign for sign in (b"<script", b"onclick", b'="javascript:') if sign in html]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[x](mailto:a@x.example)", 'href="mailto:a@x.example"'),
        ("| a |\n| --: |\n| 1 |", '<td align="right">1</td>'),
        ("```python\nx\n```", '<code class="language-python">'),
        ("    indented", "<pre><code>indented"),
        ("5\\. not a list", "5. not a list"),
    ],
)
def test_plain_markdown_keeps_its_meaning(text: str, html: str) -> None:
    assert html in shown(text)


SIGNS = st.sampled_from(
    ["a", "Word", " ", "  ", "\n", "\n\n", "1", "1. ", "- ", "+ ", ": ", "= ", "'", '"', "(", ")",
     "!", "?", "/", "http://a.b", "%", "é", "—", "„", "...", "*", "_", "`", "[", "&", "<", "#", "$"]
)  # fmt: skip


@given(st.lists(SIGNS, max_size=12).map("".join))
def test_a_simple_text_looks_as_the_converter_makes_it(text: str) -> None:
    simple = simple_paragraphs(text)

    assert simple is None or simple == clean_html(text)


def clean_html(text: str) -> str:
    """What Python-Markdown and nh3 make of a text, without any short cut."""
    return str(nh3.clean(converter().convert(text), link_rel=None)).strip()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See www.example.com for it", "http://www.example.com"),
        ("See https://example.com/a", "https://example.com/a"),
    ],
)
def test_an_address_in_plain_words_is_a_link(text: str, address: str) -> None:
    assert f'href="{address}"' in shown(text)


def test_only_a_text_to_read_has_footnotes() -> None:
    note = "Word[^1].\n\n[^1]: The note."
    module = lesson(f"{note}\n\n## Check {{quiz}}\n\n### Why?\n\n{note}\n\n- [x] A\n- [ ] B\n")

    first, quiz = rendered(module, picture_address=lambda _: None).sections

    assert "footnote" in first.text
    assert "footnote" not in quiz.questions[0].body


def test_the_title_of_a_link_says_what_was_written() -> None:
    assert 'title="text-align:left"' in shown('[a](https://b.example "text-align:left")')


def test_a_text_knows_the_addresses_it_is_shown_with_and_no_others() -> None:
    def shown_at(*addresses: str) -> list[str]:
        return [rendered_text_for("![A](a.svg)", {"a.svg": address}) for address in addresses]

    with ThreadPoolExecutor(1) as thread_without_a_renderer:
        found = thread_without_a_renderer.submit(shown_at, "/1", "/1", "/2", "/1").result()

    assert found == [f'<p><img alt="A" src="/{page}"></p>' for page in (1, 1, 2, 1)]


def test_a_cover_has_footnotes() -> None:
    assert "footnote" in rendered_text_for("Word[^1].\n\n[^1]: The note.", {})


def test_the_line_of_what_is_shown_now_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    place, lines = c_int(), list[int]()
    monkeypatch.setattr(text_process, "place", place)
    can = "![A can](images/can.svg)"
    module = lesson(
        f"{can}\n\n## P {{practice}}\n\n### S {{#s}}\n\n{can}\n\n- [Go](#e)\n\n"
        f"### E {{#e end=good}}\n\n## Q {{quiz}}\n\n### Why?\n\n{can}\n\n- [x] A\n- [ ] B\n\n"
        f"## T {{together}}\n\n### U {{#u sealed}}\n\n{can}\n\n____\n"
    )

    rendered(module, picture_address=lambda _: lines.append(place.value))

    text, practice, quiz, together = module.sections
    parts = text, practice.scenes[0], quiz.questions[0], together.steps[0]
    assert lines == [part.line for part in parts]
    assert len(set(lines)) == len(parts)
