"""Which options has a question, and what comes before and behind them?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.lesson import Option, QuestionKind
from tandem.content.parsing.choices import read_options
from tandem.content.parsing.lines import clean, numbered
from tests.content.reading import asked, lesson, question

WORDS = st.text("abcxyz äß*`", min_size=1, max_size=12).map(str.strip).filter(bool)
TEXTS = st.lists(WORDS, min_size=2, max_size=6, unique=True)


def read(text: str) -> tuple[Option, ...]:
    """The options of a list."""
    return read_options(numbered(clean(text))[0]).options


def written(texts: list[str], rights: list[bool]) -> str:
    """A list of options."""
    pairs = zip(texts, rights, strict=False)
    return "\n".join(f"- [{'x' if right else ' '}] {text}" for text, right in pairs)


@pytest.mark.parametrize("box", ["[]", "[ ]", "[  ]"])
def test_an_empty_box_is_wrong(box: str) -> None:
    assert not read(f"- {box} A")[0].right


@pytest.mark.parametrize("box", ["[x]", "[X]", "[ x ]", "[ x]", "[x ]"])
def test_a_box_with_an_x_is_right(box: str) -> None:
    assert read(f"- {box} A")[0].right


@pytest.mark.parametrize(
    "start", ["- [x] ", "* [x] ", "+ [x] ", "-\t[x]\t", "-\u00a0[x]\u00a0", "   - [x] ", "- [x]"]
)
def test_an_option_is_read_however_its_line_begins(start: str) -> None:
    (found,) = read(f"{start}A")

    assert (found.text, found.right) == ("A", True)


@pytest.mark.parametrize("line", ["- A", "[x] A", "1. [x] A", "- [y] A", "-[x] A", "\\- [x] A"])
def test_a_line_without_bullet_and_box_is_no_option(line: str) -> None:
    assert any("has no answer" in said for said in asked(line))


@pytest.mark.parametrize("count", [2, 3, 9, 30])
def test_a_question_has_any_number_of_options(count: int) -> None:
    texts = [f"Option {number}" for number in range(count)]

    assert len(question(written(texts, [True] + [False] * count)).options) == count


def test_an_option_goes_on_below_its_box() -> None:
    first, second = read("- [ ] One\n  and more\n\n  - a point\n- [x] Two")

    assert first.text == "One\nand more\n\n- a point"
    assert second.text == "Two"


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_a_line_in_a_code_fence_is_never_an_option(fence: str) -> None:
    (found,) = read(f"- [x] One\n  {fence}\n  - [ ] Two\n  > Three\n  {fence}")

    assert "- [ ] Two\n> Three" in found.text
    assert found.feedback == ""


def test_code_in_an_option_keeps_its_own_indentation() -> None:
    (found,) = read("- [x] One\n  ```\n  if a:\n      b\n  ```")

    assert found.text == "One\n```\nif a:\n    b\n```"


@pytest.mark.parametrize(
    "quote", ["  > It blocks.", "> It blocks.", "\t> It blocks.", "  >It blocks."]
)
def test_a_quote_below_an_option_is_its_feedback(quote: str) -> None:
    (found,) = read(f"- [x] A\n{quote}")

    assert (found.text, found.feedback) == ("A", "It blocks.")


def test_feedback_is_markdown_of_several_paragraphs() -> None:
    (found,) = read("- [x] A\n  > One:\n  >\n  > - a\n  >   - b")

    assert found.feedback == "One:\n\n- a\n  - b"


def test_a_line_that_goes_on_below_a_quote_is_feedback_too() -> None:
    first, second = read("- [ ] A\n  > It blocks\n  and costs\n- [x] B\n> It opens\nup")

    assert (first.text, first.feedback) == ("A", "It blocks\nand costs")
    assert (second.text, second.feedback) == ("B", "It opens\nup")


def test_a_paragraph_below_the_feedback_belongs_to_the_option_again() -> None:
    (found,) = read("- [x] A\n  > It blocks.\n\n  Late.")

    assert (found.text, found.feedback) == ("A\n\nLate.", "It blocks.")


@pytest.mark.parametrize("sign", ["{pin}", " {pin}", "  {pin}  "])
def test_pin_is_no_part_of_the_text(sign: str) -> None:
    (found,) = read(f"- [x] None{sign}")

    assert (found.text, found.pin) == ("None", True)


def test_every_option_has_the_line_it_stands_on() -> None:
    assert [one.line for one in read("- [ ] A\n  > F\n\n- [x] B\n- [ ] C")] == [1, 4, 5]


def test_blank_lines_between_options_end_no_list() -> None:
    found = question("- [ ] A\n\n\n- [x] B\n\n  > F\n\n- [ ] C\n\nBecause.\n")

    assert [one.text for one in found.options] == ["A", "B", "C"]
    assert found.explanation == "Because."


def test_a_line_right_below_an_option_goes_on_with_it() -> None:
    found = question("- [ ] A\nand on\n- [x] B\nand on\n\nBecause.\n")

    assert [one.text for one in found.options] == ["A\nand on", "B\nand on"]
    assert found.explanation == "Because."


@pytest.mark.parametrize("lines", ["\n  - a point", "\n  More.", "\n> F", "\n  ```\n  a\n  ```"])
def test_what_is_indented_or_quoted_belongs_to_the_option_above(lines: str) -> None:
    found = question(f"- [ ] A\n{lines}\n- [x] B\n{lines}\n\nBecause.\n")

    assert [one.line for one in found.options] == [9, 11 + lines.count("\n")]
    assert found.explanation == "Because."


def test_an_explanation_may_hold_a_list_and_code() -> None:
    text = "Because:\n\n- one\n\n```\n- [x] no option\n```"

    assert question(f"- [ ] A\n- [x] B\n\n{text}\n").explanation == text


@pytest.mark.parametrize(
    ("boxes", "is_multi", "kind"),
    [
        ("x ", False, QuestionKind.TRUE_FALSE),
        ("xx", False, QuestionKind.MULTIPLE),
        ("x ", True, QuestionKind.MULTIPLE),
        (" x ", False, QuestionKind.SINGLE),
        ("xx ", False, QuestionKind.MULTIPLE),
        (" x ", True, QuestionKind.MULTIPLE),
    ],
)
def test_the_boxes_tell_the_kind(boxes: str, is_multi: bool, kind: QuestionKind) -> None:
    text = "\n".join(f"- [{box}] {at}" for at, box in enumerate(boxes))

    assert question(text, title=f"Why? {{#why{' multi' * is_multi}}}").kind is kind


@given(
    texts=TEXTS, one=st.lists(st.booleans(), min_size=6), other=st.lists(st.booleans(), min_size=6)
)
def test_a_key_is_the_same_whatever_is_right(
    texts: list[str], one: list[bool], other: list[bool]
) -> None:
    keys = [[found.key for found in read(written(texts, rights))] for rights in (one, other)]

    assert keys[0] == keys[1]
    assert len(set(keys[0])) == len(texts)


@given(texts=TEXTS, new=WORDS, data=st.data())
def test_a_key_stays_when_another_option_is_edited(
    texts: list[str], new: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(texts) - 1))
    edited = [*texts[:at], f"new {new}", *texts[at + 1 :]]

    before, after = (read(written(each, [False] * 6)) for each in (texts, edited))

    kept = [number for number in range(len(texts)) if number != at]
    assert [before[one].key for one in kept] == [after[one].key for one in kept]


def test_identical_options_have_keys_of_their_own() -> None:
    assert len({one.key for one in read("- [ ] A\n- [x] A\n- [ ] A")}) == 3


def test_a_key_stays_when_the_options_change_places() -> None:
    first, second = read("- [ ] A\n- [x] B"), read("- [x] B\n- [ ] A")

    assert {one.text: one.key for one in first} == {one.text: one.key for one in second}


def test_a_text_with_boxes_outside_a_quiz_is_reading() -> None:
    (section,) = lesson("## To do\n\n- [x] this\n- [ ] that\n").sections

    assert section.questions == ()
    assert "- [x] this" in section.text
