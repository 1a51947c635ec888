"""How does a lesson look in HTML?"""

from __future__ import annotations

import pytest

from tandem.content.html import rendered, rendered_text
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
        ("- [x] done\n- [ ] open", 'type="checkbox"'),
        ("> A plan.", "<blockquote>"),
    ],
    ids=["table", "fence", "footnote", "definition", "admonition", "task list", "quote"],
)
def test_what_a_lesson_may_use_is_rendered(text: str, sign: str) -> None:
    assert sign in shown(text)


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
