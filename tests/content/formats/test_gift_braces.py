"""Which braces hold the answer of a GIFT question, however its file is cut?"""

from __future__ import annotations

import pytest

from tandem.content.formats.gift import blocks
from tandem.content.formats.gift_braces import answer_of, braces
from tests.content.formats.reading import only, questions, said

NAME = "quiz.gift"


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("a {=b} c", [(2, 5)]),
        ("{=a{b} ~c} {d}", [(0, 9), (11, 13)]),
        ("a {=b", []),
        ("a =b} {", []),
        ("a {=b}}", []),
        ("none", []),
    ],
)
def test_braces_are_matched_with_those_inside(text: str, pairs: list[tuple[int, int]]) -> None:
    assert braces(text) == pairs


@pytest.mark.parametrize(
    ("text", "answer", "is_alone"),
    [
        ("2^{3}? {=8 ~6}", "{=8 ~6}", True),
        ("x^{T} {~6 =8}", "{~6 =8}", True),
        ("Is {it} so? {TRUE#no}", "{TRUE#no}", True),
        ("{yes} or {no}", "{yes}", False),
        ("{=a} {=b}", "{=a}", False),
        ("x^{2} {}", "{}", True),
    ],
)
def test_the_answer_has_its_sign_and_what_has_none_is_a_formula(
    text: str, answer: str, is_alone: bool
) -> None:
    (first, last), is_only = answer_of(text, braces(text))

    assert (text[first : last + 1], is_only) == (answer, is_alone)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Q {\n=a\n\n~b\n}\n\nR {T}", [(1, "Q {\n=a\n~b\n}"), (7, "R {T}")]),
        ("Q {=a\n\nR {=b}", [(1, "Q {=a"), (3, "R {=b}")]),
        ("Q {=a\n\n::R:: S\n\n}", [(1, "Q {=a"), (3, "::R:: S"), (5, "}")]),
        ("Q {=a\n\nR {=b}\n}", [(1, "Q {=a"), (3, "R {=b}\n}")]),
        ("Q {=a\n\nwords", [(1, "Q {=a"), (3, "words")]),
        ("Q {=a}\nR {\n=b}", [(1, "Q {=a}"), (2, "R {\n=b}")]),
        ("Q {=a}\nR\n{=b}\nend", [(1, "Q {=a}"), (2, "R\n{=b}\nend")]),
        ("Q {=a}\nx^{2}", [(1, "Q {=a}\nx^{2}")]),
        ("Q {=a}\nends\n\nR {=b}", [(1, "Q {=a}\nends"), (4, "R {=b}")]),
    ],
)
def test_a_question_goes_to_where_its_answer_closes(text: str, cut: list[tuple[int, str]]) -> None:
    assert list(blocks(text)) == cut


def test_braces_in_an_option_and_formulas_cost_no_option_and_show_no_key() -> None:
    found = questions("What is 2^{3}? {=8 ~{8} ~6}\n\nWhich? {=a{b} ~c}", name=NAME)

    assert [question.title for question in found] == ["What is 2^{3}?", "Which?"]
    assert [[(one.text, one.right) for one in question.options] for question in found] == [
        [("8", True), ("{8}", False), ("6", False)],
        [("a{b}", True), ("c", False)],
    ]


@pytest.mark.parametrize("weight", ["%50%", "% 50 %", "%+50%", "%50,00000%"])
def test_a_weight_is_read_however_it_is_written(weight: str) -> None:
    text = f"Which? {{~{weight}a ~ {weight} b ~%-100%c}}"

    assert [one.right for one in only(text, name=NAME).options] == [True, True, False]
    assert said(text, name=NAME) == []


def test_letters_of_a_web_page_are_read_and_a_break_in_an_answer_is_found_again() -> None:
    text = "R&amp;D &lt;b&gt;? {=R&amp;D\\nof both ~S&nbsp;T}\n\n[plain]a&amp;b {=c&amp;d}"

    choice, typed = questions(text, name=NAME)

    assert (choice.title, choice.options[0].text) == ("R&D &lt;b>?", "R&D\nof both")
    assert (typed.title, typed.accepted[0].text) == ("a&amp;amp;b", "c&amp;d")
    assert said(text, name=NAME) == []


def test_answers_of_another_kind_inside_a_text_are_said() -> None:
    (message, *_) = said("The {1:SHORTANSWER:=rep} opens.", name=NAME)

    assert message.startswith(f"{NAME}:1: warning: answers of the kind Cloze")
