"""What is right where a question has no boxes?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import Accepted, QuestionKind
from tandem.content.parsing.accepted import accepted_by
from tandem.content.parsing.answers import GAP, gaps_in, is_match, is_numbered, is_typed
from tandem.content.parsing.lines import Line
from tandem.content.rendering.html import rendered
from tests.content.reading import asked, lesson, question, says


def test_order_reads_a_numbered_list_in_the_right_order() -> None:
    found = question(
        "A scene.\n\n1. Ask\n2. Promise\n3. Deliver\n   on time\n\nBecause.\n",
        title="What first? {#first order}",
    )

    assert found.kind is QuestionKind.ORDER
    assert [item.text for item in found.options] == ["Ask", "Promise", "Deliver\non time"]
    assert (found.body, found.explanation) == ("A scene.", "Because.")
    assert len({item.key for item in found.options}) == 3


def test_match_reads_left_and_right_and_spare_sides() -> None:
    found = question(
        "- quota -> rep\n- cut-off → support\n- -> leader\n- -> trainer\n\nBecause.\n",
        title="Who? {#who match}",
    )

    assert found.kind is QuestionKind.MATCH
    sides = [(one.left, one.right) for one in found.matches]
    assert sides == [("quota", "rep"), ("cut-off", "support"), ("", "leader"), ("", "trainer")]
    assert found.explanation == "Because."


@pytest.mark.parametrize("left", ["-", "\u2013", "*", "…", "__", "+"])
def test_a_left_side_of_signs_alone_is_no_spare_side(left: str) -> None:
    says = asked("- a -> b", "- c -> d", f"- {left} -> e", title="Who? {#who match}")

    assert says == [
        "11: error: the left side is only signs. A spare right side has none: - -> right"
    ]


def test_a_left_side_with_a_sign_that_can_be_read_is_one() -> None:
    assert asked("- \\+ -> plus", "- % -> per cent", title="Who? {#who match}") == []


def test_fill_in_reads_gaps_and_what_each_accepts() -> None:
    found = question("The [[cut-off|cut off]] is\nat [[16:30]].\n\nBecause.\n")

    assert found.kind is QuestionKind.FILL
    assert found.body == f"The {GAP} is\nat {GAP}."
    texts = [[one.text for one in gap] for gap in found.gaps]
    assert texts == [["cut-off", "cut off"], ["16:30"]]
    assert found.explanation == "Because."


def test_brackets_in_code_are_no_gap() -> None:
    found = question("Write `[[x]]` as [[a gap]].\n\n```\n[[no]]\n```\n")

    assert len(found.gaps) == 1
    assert "`[[x]]`" in found.body


def test_a_gap_with_more_answers_than_anybody_reads_is_an_error() -> None:
    answers = " | ".join(str(number) for number in range(101))

    assert asked(f"It is [[{answers}]].") == ["9: error: this gap accepts more than 100 answers"]
    assert asked(f"It is [[{answers.removesuffix(' | 100')}]].") == []


def test_short_answer_reads_every_accepted_text() -> None:
    found = question("What is it?\n\nHint: short.\n\n= the valve\n= a valve\n\nBecause.\n")

    assert found.kind is QuestionKind.SHORT
    assert [one.text for one in found.accepted] == ["the valve", "a valve"]
    assert (found.body, found.hint, found.explanation) == ("What is it?", "short.", "Because.")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5 +- 1", 4, 6),
        ("3..7", 3, 7),
        ("0,5", 0.5, 0.5),
        ("1.1 ± 0.2", 0.9, 1.3),
        ("-3..-1", -3, -1),
    ],
)
def test_a_number_has_a_range(text: str, low: float, high: float) -> None:
    assert accepted_by(text) == Accepted(low=low, high=high)


def test_a_line_of_numbers_is_a_numeric_question() -> None:
    assert question("How many?\n\n= 5 +- 1\n").kind is QuestionKind.NUMERIC


@pytest.mark.parametrize(
    ("title", "lines", "message"),
    [
        ("Why? {#a order}", ["1. One"], "7: error: {order} needs a numbered list of two items"),
        ("Why? {#a order}", ["1. One", "2. One"], "10: error: this item is here twice"),
        ("Why? {#a match}", ["- a -> b"], "7: error: {match} needs a list of two or more"),
        ("Why? {#a match}", ["- a -> b", "- c ->"], "10: error: the right side is missing"),
        ("Why? {#a match}", ["- a -> b", "- c -> -"], "10: error: the right side is missing"),
        ("Why? {#a match}", ["- a -> b", "- a -> c"], "10: error: this left side is here"),
        ("Why? {#a multi}", ["= yes"], "7: error: {multi} belongs to a question with boxes"),
    ],
)
def test_an_answer_that_cannot_be_given_names_its_line(
    title: str, lines: list[str], message: str
) -> None:
    assert any(said.startswith(message) for said in asked(*lines, title=title)), asked(
        *lines, title=title
    )


def test_pick_draws_so_many_questions() -> None:
    body = "## Check {{quiz pick={}}}\n\n### Why? {{#a}}\n\n- [x] A\n- [ ] B\n"

    assert lesson(body.format(3)).sections[0].pick == 3
    assert says(body.format("few"))[0].startswith("5: error: pick=few isn’t a number")


def test_the_sides_of_a_match_are_rendered_and_gaps_stay() -> None:
    module = lesson(
        "## C {quiz}\n\n### Who? {#a match}\n\n- *a* -> `b`\n- c -> d\n\n"
        "### What? {#b}\n\nThe **[[x]]** here.\n"
    )

    match, fill = rendered(module, picture_address=lambda path: None).sections[0].questions

    assert (match.matches[0].left, match.matches[0].right) == ("<em>a</em>", "<code>b</code>")
    assert fill.body == f"<p>The <strong>{GAP}</strong> here.</p>"


@pytest.mark.parametrize("lines", ["= yes\n= 5", "= 5\n= yes", "= 5\n= 6\n= yes"])
def test_numbers_beside_a_text_are_two_signs_that_name_both_lines(lines: str) -> None:
    last = 9 + lines.count("\n")

    assert says(f"## C {{quiz}}\n\n### How many? {{#a}}\n\n{lines}\n") == [
        f"{last}: error: two signs in one question: line 9 and line {last}. Give numbers or texts"
    ]


def test_no_line_of_code_answers_anything() -> None:
    signs = {is_numbered: "1. a", is_match: "- a -> b", is_typed: "= a"}

    assert [sign(Line(1, text)) for sign, text in signs.items()] == [True] * 3
    assert [sign(Line(1, text, code=True)) for sign, text in signs.items()] == [False] * 3
    assert [sign(Line(1, f"a {text}")) for sign, text in signs.items()] == [False] * 3
    assert not is_match(Line(1, "- a"))


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("[[a]]", [["a"]]),
        ("[[a | b]] [[ c ]]", [["a", "b"], ["c"]]),
        ("`[[a]]` [[b]]", [["b"]]),
        ("[[a||b]]", [["a", "b"]]),
        ("\\[[a \\| b]\\]", [["a", "b"]]),
        ("a", []),
    ],
)
def test_a_gap_accepts_what_stands_between_its_bars(text: str, gaps: list[list[str]]) -> None:
    assert [[answer.text for answer in gap] for gap in gaps_in(text)] == gaps


@pytest.mark.parametrize(
    ("text", "body", "explanation"),
    [
        ("Say [[a]]\nand b.\n\nBecause.", f"Say {GAP}\nand b.", "Because."),
        ("Say [[a]]\nand b.", f"Say {GAP}\nand b.", ""),
        ("Say [[a]]\n\nand [[b]].\n\nBecause.", f"Say {GAP}\n\nand {GAP}.", "Because."),
    ],
)
def test_what_stands_below_the_paragraph_of_the_last_gap_explains_it(
    text: str, body: str, explanation: str
) -> None:
    found = question(text)

    assert (found.body, found.explanation) == (body, explanation)


def test_the_right_side_of_a_match_may_have_paragraphs() -> None:
    found = question("- quota -> rep\n\n  of sales\n- cut-off -> support\n", title="Who? {match}")

    assert [match.right for match in found.matches] == ["rep of sales", "support"]


def test_an_order_may_have_many_items_with_boxes_in_them() -> None:
    items = "\n".join(f"{n}. Step {n}\n   - [ ] done" for n in range(1, 7))

    assert says(f"## C {{quiz}}\n\n### In which order? {{#a order}}\n\n{items}\n") == []


@pytest.mark.parametrize(
    ("text", "sign"), [("5 +-", "+-"), ("5 ± x", "±"), ("+/- 3", "+/-"), ("1,5 min +-", "")]
)
def test_a_spread_has_a_number_on_both_sides(text: str, sign: str) -> None:
    said = [each for each in asked(f"= {text}", "= 7") if "both sides" in each]

    fault = f"“{text}” fits no answer. Write a number on both sides of {sign}: = 5 {sign} 1"
    assert said == ([f"9: error: {fault}"] if sign else [])


@pytest.mark.parametrize(
    ("text", "is_half"),
    [("5..", True), ("..7", True), ("3 ..", True), ("5...", False), ("a..", False)],
)
def test_half_a_range_is_said_to_be_a_text(text: str, is_half: bool) -> None:
    said = f"9: warning: “{text}” is right only word for word. For a range write both ends: = 3..7"

    assert asked(f"= {text}") == ([said] if is_half else [])
