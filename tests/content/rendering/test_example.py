"""How does a piece of a lesson look beside its source?"""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content import pieces
from tandem.content.lesson import Accepted
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


def comes_of(piece: str) -> str:
    """What is shown of a piece beside its source and what the checker says: titles as lines with
    their signs in brackets, and no paragraph."""
    page = shown(piece).partition('<div class="example__result">')[2]
    page = page.partition("</div>")[0].replace('<p class="example__title">', "\n# ")
    page = re.sub(r' <span class="tag">(.*?)</span>', r" [\1]", page)
    return unescape(re.sub(r"</?p>|</?code>", "", page)).strip()


@pytest.mark.parametrize(
    ("piece", "comes"),
    [
        ("---\ntitle: F\nsummary: S\nminutes: 5\n---\n\nText.", "# F [5 min]SText."),
        ("---\ntitle: F\n---\n\nText.", "# FText."),
        ("Text.", "Text."),
        ("Text[^1].\n\n[^1]: No note.", "Text[^1].\n[^1]: No note."),
        ("## You {for=rep}\n\nDrive.", "# You [rep]Drive."),
        ("## You {for=rep,support}\n\nAll.", "# You [rep] [support]All."),
        ("## You {for=rep,support,leader}\n\nAll.", "# YouAll."),
        ("## Q {quiz}\n\nText.", "# Q [quiz] [pass=80%]Text."),
        ("## P {practice}\n\nText.", "# P [practice]Text."),
        ("## T {together}\n\nText.", "# T [together]Text."),
    ],
)
def test_a_section_is_shown_with_what_its_braces_mean(piece: str, comes: str) -> None:
    assert comes_of(piece) == comes


@pytest.mark.parametrize(
    ("question", "comes"),
    [
        ("{#a}\n\n- [ ] No\n- [x] Yes\n", "[true/false]<ul><li>○ No</li><li>✓ Yes</li></ul>"),
        ("{#a}\n\n= 5 min\n", "[numeric]____ = 5 min"),
        ("{#a}\n\n= 5 +- 0.5 min | minutes\n", "[numeric]____ = 4.5 … 5.5 min"),
        ("{#a}\n\n= thanks\n= thank you\n", "[short]____ = thanks / thank you"),
        ("{#a}\n\nIt is [[so]] and [[that | this]].\n",
         "[fill]It is ____ and ____.____ = so____ = that / this"),
        ("{#a write}\n\n+ A day\n+ A limit\n\n> Friday.\n\nSo.\n",
         "[write]<ul><li>☐ A day</li><li>☐ A limit</li></ul><blockquote>Friday.</blockquote>So."),
        ("{#a scenario}\n\n#### S {#s}\n\nIt rings.\n\n- [Go](#g)\n\n#### G {#g end=good}\n\nOk.\n",
         "[scenario]\n# SIt rings.<ul><li>→ Go</li></ul>\n# G [end=good]Ok."),
    ],
)  # fmt: skip
def test_a_question_is_shown_with_what_is_right(question: str, comes: str) -> None:
    assert comes_of(f"## Q {{quiz}}\n\n### Why? {question}").partition("# Why? ")[2] == comes


@pytest.mark.parametrize(
    ("step", "comes"),
    [
        ("{#a}\n\n____\n", "[reflection]____"),
        ("{#a share=pair}\n\n____\n", "[reflection] [share=pair]____"),
        ("{#a for=rep}\n\n____\n", "[reflection] [rep]____"),
        ("{#a sealed}\n\nWhy?\n\n____\n", "[sealed]Why?____"),
        ("{#a agreement}\n\n____\n", "[agreement]____"),
        ("{#a thanks}\n\n____\n", "[thanks]____"),
        ("{#a talked minutes=7}\n\nTalk.\n", "[talked] [7 min]Talk."),
        ("{#a plan}\n\nWhen ____, then I ____.\n", "[plan]When ____, then I ____."),
        ("{#a scale}\n\n1 (never) ... 5 (often)\n", "[scale]never · 1 · 2 · 3 · 4 · 5 · often"),
    ],
)
def test_a_step_for_two_is_shown_with_what_is_filled_in(step: str, comes: str) -> None:
    assert comes_of(f"## T {{together}}\n\n### Why? {step}").partition("# Why? ")[2] == comes


def test_a_guess_is_written() -> None:
    page = comes_of(
        "## T {together}\n\n### A {#a sealed}\n\n____\n\n### B {#b guess=a}\n\nWhat?\n\n____\n"
    )

    assert page.partition("# B ")[2] == "[guess]What?____"


def test_two_choices_are_shown_with_each_line_of_their_table() -> None:
    page = comes_of(f"## T {{together}}\n\n{pieces.CHOICE}\nWhat did it cost?\n")

    assert "# On the phone [rep]You have the ward on the phone.<ul><li>Promise it</li>" in page
    assert (
        "# At the desk [support]Two orders wait already.<ul><li>Say that it is too late</li>"
        in page
    )
    assert "# What happens to the ward<ul><li>Promise it + Say that it is too late → It" in page
    assert page.count(" → ") == 4
    assert page.endswith("</ul>What did it cost?")


def test_a_hand_over_is_shown_with_both_cases() -> None:
    page = comes_of(f"## T {{together}}\n\n{pieces.HANDOVER}")

    assert "# The clinic called [rep]They need 40 kits" in page
    assert "# The warehouse wrote [support]Two of six pallets" in page
    assert page.endswith("<ul><li>What do we get today?</li><li>Who pays for the rest?</li></ul>")


def test_a_scene_for_two_is_shown_with_who_decides() -> None:
    page = comes_of(f"## T {{together}}\n\n{pieces.SCENE}")

    assert "# The buyer calls [rep]Forty on Monday" in page
    assert "<li>→ “I call back at four.”</li>" in page
    assert "# A loose yes [end=poor]" in page


@pytest.mark.parametrize(
    ("accepted", "words"),
    [
        (Accepted("thanks"), "thanks"),
        (Accepted(low=5, high=5), "5"),
        (Accepted(low=5, high=5, units=("min", "minutes")), "5 min"),
        (Accepted(low=4.5, high=5.5), "4.5 … 5.5"),
        (Accepted("5", low=5), "5"),
        (Accepted("5", high=5), "5"),
    ],
)
def test_an_accepted_number_is_told_by_its_ends_and_its_first_unit(
    accepted: Accepted, words: str
) -> None:
    assert example.words(accepted) == words


@pytest.mark.parametrize(
    ("piece", "line"), [("A.\n\n## T {together}\n\n### A {#a sealed}\n", 5),
                        ("---\ntitle: T\n---\n\n## T {together}\n\n### A {#a sealed}\n", 7)]
)  # fmt: skip
def test_lines_are_counted_from_the_beginning_of_the_piece(piece: str, line: int) -> None:
    assert f"<code>{line}: error: " in shown(piece)


def test_of_what_cannot_be_read_the_source_is_shown_and_what_is_wrong() -> None:
    page = str(example.fenced("\0"))

    assert '<div class="example__result"></div>' in page
    assert "error: bytes that aren’t UTF-8" in page
