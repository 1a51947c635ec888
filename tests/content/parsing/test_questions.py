"""What does a question ask, and what are its options?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import QuestionKind
from tandem.content.messages import Message
from tandem.terms import Role
from tests.content.reading import asked, lesson, question, read

THREE = "- [ ] No\n- [x] Yes\n- [ ] Perhaps\n"


def test_one_box_with_an_x_is_a_single_choice() -> None:
    found = question(THREE)

    assert found.kind is QuestionKind.SINGLE
    assert [option.right for option in found.options] == [False, True, False]
    assert [option.text for option in found.options] == ["No", "Yes", "Perhaps"]


def test_several_boxes_with_an_x_are_a_multiple_choice() -> None:
    assert question("- [x] A\n- [x] B\n- [ ] C\n").kind is QuestionKind.MULTIPLE


def test_multi_makes_a_multiple_choice_of_one_right_option() -> None:
    assert question(THREE, title="What helps? {#helps multi}").kind is QuestionKind.MULTIPLE


def test_a_list_of_two_is_true_or_false() -> None:
    assert question("- [x] True\n- [ ] False\n").kind is QuestionKind.TRUE_FALSE


def test_a_quote_below_an_option_is_its_feedback() -> None:
    found = question("- [ ] No\n  > It blocks.\n  > Twice.\n- [x] Yes\n  > It opens.\n")

    assert [option.feedback for option in found.options] == ["It blocks.\nTwice.", "It opens."]


def test_a_quote_that_is_not_indented_is_feedback_too() -> None:
    found = question("- [ ] No\n> It blocks.\n\n- [x] Yes\n\n> It opens.\n")

    assert [option.feedback for option in found.options] == ["It blocks.", "It opens."]


def test_text_behind_the_options_is_the_explanation() -> None:
    found = question(f"{THREE}\nBecause of both.\n\nReally.\n")

    assert found.explanation == "Because of both.\n\nReally."


def test_a_hint_stands_before_the_options_and_is_no_part_of_the_text() -> None:
    found = question(f"A scene.\n\nHint: think of Monday\nmorning.\n\nMore scene.\n\n{THREE}")

    assert found.hint == "think of Monday\nmorning."
    assert "Hint" not in found.body
    assert found.body.startswith("A scene.")
    assert found.body.endswith("More scene.")


def test_a_list_without_boxes_belongs_to_the_text() -> None:
    found = question(f"- a thing\n- another\n\n{THREE}")

    assert "- a thing" in found.body
    assert len(found.options) == 3


def test_a_list_without_boxes_is_no_sign_of_options() -> None:
    assert question("- a thing\n- another\n\nIt is [[a gap]].").kind is QuestionKind.FILL


def test_the_last_list_with_boxes_holds_the_options() -> None:
    found = question(f"- [ ] not yet\n- [x] an example\n\nWell then?\n\n{THREE}")

    assert [option.text for option in found.options] == ["No", "Yes", "Perhaps"]


def test_a_heading_parts_a_list_of_the_text_from_the_options() -> None:
    found = question(f"- [ ] not yet\n- [x] an example\n\n#### Well then?\n\n{THREE}")

    assert [option.text for option in found.options] == ["No", "Yes", "Perhaps"]


def test_options_may_hold_code_and_code_is_never_an_option() -> None:
    text = "- [ ] No\n\n  ```\n  - [x] in code\n  # no heading\n  ```\n- [x] Yes\n- [ ] Perhaps\n"

    found = question(text)

    assert len(found.options) == 3
    assert "- [x] in code" in found.options[0].text


def test_a_question_in_a_code_fence_is_no_question() -> None:
    module = lesson(f"## Check {{quiz}}\n\n### Real {{#real}}\n\n```\n### Fake\n```\n\n{THREE}")

    assert [found.id for found in module.sections[0].questions] == ["real"]


def test_pin_keeps_the_last_option_last() -> None:
    found = question("- [ ] No\n- [x] Yes\n- [ ] None of these {pin}\n")

    assert [option.pin for option in found.options] == [False, False, True]
    assert found.options[2].text == "None of these"


def test_a_question_can_be_asked_of_one_role_only() -> None:
    assert question(THREE, title="What helps? {#helps for=rep}").roles == {Role.REP}


def test_an_id_is_made_from_the_title_while_drafting() -> None:
    assert question(THREE, title="What helps, then?").id == "what-helps-then"


@pytest.mark.parametrize("box", ["[X]", "[ x ]", "[x ]", "[ X]"])
def test_a_right_box_is_forgiven_its_form(box: str) -> None:
    assert question(f"- [] No\n- {box} Yes\n- [ ] Perhaps\n").options[1].right


@pytest.mark.parametrize("bullet", ["-", "*", "+"])
def test_every_bullet_makes_an_option(bullet: str) -> None:
    assert len(question(f"{bullet} [ ] No\n{bullet} [x] Yes\n{bullet} [ ] Both\n").options) == 3


def test_a_key_says_nothing_and_stays_when_another_option_changes() -> None:
    before = question(THREE).options
    after = question(THREE.replace("Perhaps", "Maybe").replace("[ ] No", "[x] No")).options

    assert [o.key for o in before[:2]] == [o.key for o in after[:2]]
    assert len({option.key for option in before}) == 3


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["- [ ] No", "- [ ] Yes"], "7: error: no answer is marked as right. Put an x into a box"),
        (["Only text."], "7: error: this question has no answer. Write options below it"),
        (["- [x] Yes"], "7: error: a question needs two options or more"),
        (["- [ ] No", "- [x]"], "10: error: an option needs a text behind its box"),
        (["- [ ] No {pin}", "- [x] Yes"], "9: error: {pin} belongs behind the last option"),
        (["- [ ] No", "- [x] Yes", "", "= 5 +- 1"], "12: error: two signs in one question"),
        (["Cut [[off]]", "- [x] Yes", "- [ ] No"], "9: error: two signs in one question"),
        (["= 5", "= five"], "10: error: two signs in one question: line 9 and line 10"),
        (["= 7..3"], "9: error: the range 7..3 is empty"),
        (["A [[ ]] gap."], "9: error: this gap accepts nothing"),
    ],
)
def test_a_question_that_cannot_be_asked_names_line_and_remedy(
    options: list[str], message: str
) -> None:
    assert any(said.startswith(message) for said in asked(*options)), asked(*options)


def test_where_boxes_stand_beside_a_gap_they_are_asked() -> None:
    assert [said for said in asked("Cut [[off]]", "- [ ] Yes", "- [ ] No") if "error" in said] == [
        "7: error: no answer is marked as right. Put an x into a box: - [x]",
        "9: error: two signs in one question: options in line 10 and a gap in line 9."
        " Keep one of them",
    ]


def test_of_three_signs_two_are_named_in_words_that_can_be_translated() -> None:
    found = read("---\ntitle: T\n---\n## C {quiz}\n### Q? {#a}\n[[a]]\n\n= b\n\n- [x] c\n")

    (said,) = [each.message for each in found.problems if "two signs" in each.message]
    assert (str(said.values["one"]), str(said.values["other"])) == ("options", "a gap")
    assert {type(said.values[name]) for name in ("one", "other")} == {Message}


@pytest.mark.parametrize("word", ["order", "match", "scenario"])
def test_boxes_below_another_sign_are_two_signs(word: str) -> None:
    said = asked("- [ ] No", "- [x] Yes", title=f"What helps? {{{word} #helps}}")

    start = f"9: error: two signs in one question: {{{word}}} in line 7 and options in line 9"
    assert any(line.startswith(start) for line in said), said


def test_two_words_for_the_kind_of_a_question_are_two_signs() -> None:
    assert asked("1. One", "2. Two", title="Which first? {#a order match}") == [
        "7: error: two signs in one question: {order} in line 7 and {match} in line 7."
        " Keep one of them"
    ]


def test_a_hint_in_code_belongs_to_the_text() -> None:
    found = question("Look:\n\n```\nHint: none\n```\n\n- [ ] A\n- [x] B\n")

    assert found.body == "Look:\n\n```\nHint: none\n```"
    assert found.hint == ""


@pytest.mark.parametrize("kind", ["order", "match", "write", "scenario"])
def test_a_kind_behind_an_id_that_nothing_fits_is_a_part_of_the_id(kind: str) -> None:
    said = asked("- [x] Yes", "  > So.", "- [ ] No", "  > So.", title=f"When? {{#late {kind}}}")

    assert said == [
        f"7: error: nothing below this fits {{{kind}}}. Did you mean #late-{kind} instead of"
        f" #late {kind}? An id has no spaces"
    ]


@pytest.mark.parametrize("title", ["When? {order #late}", "When? {#late first order}"])
def test_a_kind_that_stands_elsewhere_is_no_part_of_the_id(title: str) -> None:
    said = asked("- [x] Yes", "- [ ] No", title=title)

    assert any("{order} needs a numbered list" in each for each in said)
    assert any("two signs in one question" in each for each in said)


def test_a_kind_behind_an_id_is_a_kind_where_something_fits_it() -> None:
    assert asked("1. One", "2. Two", title="When? {#late order}") == []
    assert any(
        "two signs" in each for each in asked("1. A", "2. B", "", "= 5", title="W {#a order}")
    )


@pytest.mark.parametrize(
    ("line", "box"),
    [("[ ] Zero", "[ ]"), ("-[x] Zero", "[x]"), ("  [] Zero", "[]"), ("\n[x] Zero", "[x]")],
)
def test_a_box_without_a_dash_is_no_words_of_an_option(line: str, box: str) -> None:
    said = asked("- [x] One", line, "- [ ] Two")

    number = 11 if line.startswith("\n") else 10
    assert (
        f"{number}: warning: this box begins no option. Write a dash and a space before it: - {box}"
        in said
    )


@pytest.mark.parametrize(
    "line", ["  [x](https://example.org)", "  `[ ] Zero`", "  ```\n  [ ] Zero\n  ```", "  a [ ] b"]
)
def test_other_brackets_are_words_of_an_option(line: str) -> None:
    assert not any("box" in each for each in asked("- [x] One", line, "- [ ] Two"))
