"""How does a piece of a lesson look beside its source?"""

from __future__ import annotations

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from tandem.content.rendering import example
from tandem.content.rendering.html import rendered_text
from tests.content.parsing.test_properties import LESSONS

QUESTION = """\
## Check yourself {quiz pass=75% pick=3}

### Why was it late? {#late for=support}

Hint: Think of the van.

- [ ] It *rained*
  > It did not.
- [x] Nobody asked
  > Now they do.
- [ ] A third

So ask.
"""


def shown(piece: str) -> str:
    """A page with this piece in a fence."""
    return rendered_text(f"Before.\n\n````lesson\n{piece}\n````\n", picture_address=address)


def address(path: str) -> str:
    """Where a picture is."""
    return f"/pictures/{path}"


def test_a_piece_is_shown_as_it_was_written() -> None:
    source = unescape(shown(QUESTION)).partition("<code>")[2].partition("</code>")[0]

    assert source.strip() == QUESTION.strip()


def test_a_question_is_shown_with_its_key_feedback_and_signs() -> None:
    page = shown(QUESTION)

    assert "✓ Nobody asked<blockquote><p>Now they do.</p></blockquote>" in page
    assert "○ It <em>rained</em>" in page
    assert "<p>Hint: Think of the van.</p>" in page
    for sign in ("quiz", "pass=75%", "pick=3", "single", "support"):
        assert f'<span class="tag">{sign}</span>' in page


def test_answers_without_boxes_are_shown() -> None:
    page = shown(
        "## Q {quiz}\n\n### A {#a order}\n\n1. One\n2. Two\n\n### B {#b match}\n\n- l -> r\n"
        "- m -> s\n- -> t\n\n### C {#c}\n\nIt is [[so | thus]].\n\n### D {#d}\n\n= 5 +- 1\n"
    )

    assert "<ol><li>One</li><li>Two</li></ol>" in page
    assert "<li>l → r</li>" in page
    assert "<li>– → t</li>" in page
    assert "= so / thus" in page
    assert "= 4 … 6" in page


def test_steps_are_shown_with_what_is_filled_in() -> None:
    page = shown(
        "## T {together}\n\n### A {#a sealed}\n\n____\n\n### B {#b scale}\n\n"
        "1 (never) ... 3 (often)\n\n- One\n\n### C {#c talked}\n\nTalk.\n"
    )

    assert page.count("<p><code>____</code></p>") == 1
    assert "never · 1 · 2 · 3 · often" in page
    assert "<li>One</li>" in page


def test_the_checker_speaks_with_the_lines_of_the_piece() -> None:
    assert "3: error: " in shown("## T {together}\n\n### A {#a sealed}\n")


def test_front_matter_is_shown_and_its_lines_count() -> None:
    page = shown("---\ntitle: Friday\nminutes: 5\nsumary: X\n---\n\nText.\n")

    assert 'Friday <span class="tag">5 min</span>' in page
    assert "4: error: unknown name" in page


def test_a_picture_of_the_course_is_shown() -> None:
    page = shown("![What it shows](images/can.svg)\n")

    assert '<img alt="What it shows" src="/pictures/images/can.svg">' in page
    assert "example__problems" not in page


def test_a_fence_of_another_kind_stays_code() -> None:
    page = rendered_text("```markdown\n## Q {quiz}\n```\n", picture_address=address)

    assert "example" not in page


def test_nothing_in_a_piece_can_act() -> None:
    page = shown("## You\n\n<script>alert(1)</script> <b onclick='x()'>b</b>\n")

    assert "<script" not in page
    assert "onclick" not in page.partition("example__result")[2]


@given(LESSONS)
def test_no_piece_breaks_the_page(piece: str) -> None:
    assert '<div class="example">' in example.fenced(piece)


@given(st.text())
def test_no_text_breaks_the_page(piece: str) -> None:
    assert '<div class="example">' in example.fenced(piece)
