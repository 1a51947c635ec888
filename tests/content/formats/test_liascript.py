"""What becomes of a LiaScript course as people write them?"""

from __future__ import annotations

import pytest

from tandem.content.formats.liascript import (
    fill,
    is_lone_item,
    is_quiz,
    question_text,
    selection,
    solution_at,
    without,
)
from tandem.content.lesson import Accepted, QuestionKind
from tandem.content.messages import Message, say
from tandem.content.parsing.lines import Line, fenced, joined
from tests.content.formats.reading import modules, only, questions, said, take

NAME = "course.md"
HEAD = "<!--\nauthor: A\n-->\n\n"
LISTED = """\
    1. What is it?

       ```
       [x]
       ```

       - [( )] one
       - [(x)] two
       - [[?]] Count.

    2. And now?

       - [(x)] Yes
       - [( )] No
    """
SHOWN = """\
    {{1-2}}
    ***********

    Which?

        [(X)] this
        [( )] that

    ***********

    --{{2}}--
    Words between.

    {{2}}
    ***********

    And which?

        [[X]] here
        [[ ]] there

    ***********
    """


def test_a_quiz_in_a_numbered_list_is_read() -> None:
    first, second = questions(LISTED, name=NAME)

    assert (first.title, first.body, first.hint) == ("What is it?", "```\n[x]\n```", "Count.")
    assert [(one.text, one.right) for one in first.options] == [("one", False), ("two", True)]
    assert (second.title, [one.right for one in second.options]) == ("And now?", [True, False])


def test_stars_around_an_effect_are_no_solution() -> None:
    first, second = questions(SHOWN, name=NAME)
    (module,) = modules(take(SHOWN, name=NAME))

    assert (first.explanation, second.explanation) == ("", "")
    assert [one.right for one in second.options] == [True, False]
    assert module.sections[0].text == "Words between."


def test_a_rule_between_two_headings_is_no_solution() -> None:
    text = "Which?\n\n[(X)] a\n[( )] b\n\n***\n\n# Next\n\nWords.\n\n***\n"

    assert only(text, name=NAME).explanation == ""


def test_a_survey_is_no_question() -> None:
    surveys = "How was it?\n\n[[___ ___]]\n\nWhat?\n\n- [[ai]] Art\n- [[web]] Web\n\n"
    text = f"{surveys}Right?\n\n[(X)] a\n[( )] b\n"

    assert only(text, name=NAME).title == "Right?"
    assert said(text, name=NAME) == [
        "course.md:3: warning: this kind of LiaScript quiz couldn’t be carried over",
        "course.md:7: warning: this kind of LiaScript quiz couldn’t be carried over",
    ]


def test_words_to_drag_are_words_to_choose() -> None:
    found = only(f"{HEAD}Which?\n\n[->[(engine)|can]]\n", name=NAME)

    assert [(one.text, one.right) for one in found.options] == [("engine", True), ("can", False)]


def test_a_choice_inside_a_sentence_is_typed_and_that_is_said() -> None:
    text = f"{HEAD}The [[(engine)|can]] gives [[direction]].\n"

    found = only(text, name=NAME)

    assert found.kind is QuestionKind.FILL
    assert found.gaps == ((Accepted(text="engine"),), (Accepted(text="direction"),))
    assert said(text, name=NAME)[1:] == [
        "course.md:5: warning: a choice inside a sentence is typed here: "
        "its wrong options aren’t carried over"
    ]


def test_a_course_with_a_list_of_tasks_is_still_one() -> None:
    text = "# Course\n\n- [ ] bring a pen\n\nWhich?\n\n[( )] a\n[(X)] b\n"

    assert [one.right for one in only(text, name=NAME).options] == [False, True]


@pytest.mark.parametrize(
    ("text", "rest", "lines"),
    [
        ("a<!--b-->c", "ac", [1]),
        ("a\n<!--\nb\n-->\nc\n<!--d-->", "a\n\n\n\nc\n", [2, 6]),
        ("<!--a", "<!--a", []),
        ("a-->", "a-->", []),
        ("<!--a--><!--b-->", "", [1, 1]),
        ("<!--a<!--b-->c-->", "c-->", [1]),
    ],
)
def test_a_comment_is_left_out_and_lines_keep_their_numbers(
    text: str, rest: str, lines: list[int]
) -> None:
    notes: list[tuple[int, Message]] = []

    assert without(text, "<!--", "-->", name=say("a comment"), notes=notes) == rest
    assert [line for line, _ in notes] == lines


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("(a)|b", [("a", True), ("b", False)]),
        ("a|(b)|(c)", [("a", False), ("b", True), ("c", True)]),
        ("a||b", [("a", False), ("b", False)]),
        (" ( a b ) | c ", [(" a b ", True), ("c", False)]),
        ("a|", [("a", False)]),
        ("(a)b|c", [("(a)b", False), ("c", False)]),
        ("()|a", [("", True), ("a", False)]),
    ],
)
def test_the_right_side_of_a_selection_stands_in_brackets(
    text: str, options: list[tuple[str, bool]]
) -> None:
    assert [(option.text, option.right) for option in selection(text)] == options


@pytest.mark.parametrize(
    ("text", "asked", "gaps", "notes"),
    [
        ("a [[b]] c", "a ~ c", [("b",)], 0),
        ("[[a]] [[b|(c)]]", "~ ~", [("a",), ("c",)], 1),
        ("`[[a]]` b", "", [], 0),
        ("[[ ]] a", "", [], 0),
        ("[[__]] a [[b]]", "[[__]] a ~", [("b",)], 0),
        ("a", "", [], 0),
        ("[[a|(b)|(c)]] [[d|e]]", "~ ~", [("b", "c"), ()], 2),
        ("```\n[[a]]\n```\n[[b]]", "```\n[[a]]\n```\n~", [("b",)], 0),
    ],
)
def test_words_in_double_brackets_are_gaps_outside_of_code(
    text: str, asked: str, gaps: list[tuple[str, ...]], notes: int
) -> None:
    found = fill(fenced(text))

    assert (found.text.replace("\ufffc", "~") if found else "") == asked
    assert [*(found.gaps if found else ())] == gaps
    assert len(found.notes if found else ()) == notes


@pytest.mark.parametrize(
    ("text", "is_close", "solution", "behind"),
    [
        ("***\na\n***\nb", False, "a", 3),
        ("***\na\n***\nb", True, "a", 3),
        ("\n***\na\n***", False, "a", 4),
        ("\n***\na\n***", True, "", 0),
        ("a", False, "", 0),
        ("a", True, "", 0),
        ("", False, "", 0),
        ("", True, "", 0),
        ("***\na", False, "", 1),
        ("***\na", True, "", 1),
        ("\n\n***\n# b\n***", False, "", 0),
        ("\n\n***\n# b\n***", True, "", 0),
        ("***\n# b\n***", False, "# b", 3),
        ("***\n# b\n***", True, "# b", 3),
        ("***\n  a\n    b\n***\n***", False, "a\nb", 4),
        ("***\n  a\n    b\n***\n***", True, "a\nb", 4),
        ("***\n***", False, "", 2),
        ("***\n***", True, "", 2),
        ("\n", False, "", 0),
        ("\n", True, "", 0),
        ("***", False, "", 1),
        ("***", True, "", 1),
    ],
)
def test_a_solution_stands_between_two_lines_of_stars(
    text: str, is_close: bool, solution: str, behind: int
) -> None:
    assert solution_at(fenced(text), 0, is_close=is_close) == (solution, behind)


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("[[a]]", True),
        ("[[a]] b", False),
        ("[[x]] b", True),
        ("[[ ]] b", True),
        ("[[X]] b", True),
        ("[[?]] b", True),
        ("[[!]]", True),
        ("[(x)] a", True),
        ("[( )]", True),
        ("- [[x]] a", True),
        ("a [[b]]", False),
        ("[[a]", True),
        ("[a]", False),
        ("[[a]] (b", True),
        ("[[ab]] c d", False),
        ("[(a)] b", True),
        ("[[a] b]", True),
    ],
)
def test_a_quiz_begins_with_its_sign_and_a_sentence_with_a_gap_is_none(
    line: str, begins: bool
) -> None:
    assert is_quiz(Line(1, line)) is begins


@pytest.mark.parametrize(
    ("text", "is_lone"),
    [
        ("- [[a]] b", True),
        ("- [[a]] b\nc", True),
        ("- [[a]] b\n- [[c]] d", False),
        ("- [[a]]", False),
        ("- [(x)] a", False),
        ("[[a]] b", False),
    ],
)
def test_an_item_with_a_gap_and_words_behind_it_is_a_sentence_where_no_other_follows(
    text: str, is_lone: bool
) -> None:
    assert is_lone_item(fenced(text), 0) is is_lone


@pytest.mark.parametrize(
    ("text", "asked", "before"),
    [
        ("a\n\nb", "b", "a"),
        ("a", "a", ""),
        ("", "T", ""),
        ("a\n\n```\nb\n```", "a\n\n```\nb\n```", ""),
        ("a\n\n```\nb\n```\n\nc", "c", "a\n\n```\nb\n```"),
        ("1. a\n   b\n\n```\nc\n```", "a\nb\n\n```\nc\n```", ""),
        ("```\na\n```", "```\na\n```", ""),
        ("w\n\na\n\n```\nb\n```", "a\n\n```\nb\n```", "w"),
        ("w\n\n2) a", "a", "w"),
    ],
)
def test_the_last_paragraph_with_the_code_below_it_asks(text: str, asked: str, before: str) -> None:
    found, rest = question_text(fenced(text), "T")

    assert (found, joined(rest)) == (asked, before)


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ("[[]] No\n[[X]] Yes", "multiple"),
        ("[()] No\n[(X)] Yes", "true_false"),
        ("[[ ]] No\n[(X)] Yes", "multiple"),
    ],
)
def test_an_empty_box_is_a_wrong_option(options: str, kind: str) -> None:
    found = only(f"# T\n\nWhich?\n\n{options}\n", name=NAME)

    assert found.kind == kind
    assert [(option.text, option.right) for option in found.options] == [
        ("No", False),
        ("Yes", True),
    ]


def test_an_effect_may_be_the_last_line() -> None:
    assert only("# T\n\nWhich?\n\n[[ ]] No\n[[X]] Yes\n\n{{1}}", name=NAME).title == "Which?"


@pytest.mark.parametrize("item", ["- ", "* ", "1. ", ""])
@pytest.mark.parametrize("rest", ["carry.", "€", "%", ".", "5"])
def test_a_gap_may_begin_an_item_and_stand_before_any_sign(item: str, rest: str) -> None:
    found = only(f"{HEAD}{item}[[both]] {rest}\n", name="a.md")

    assert (found.kind, len(found.gaps)) == (QuestionKind.FILL, 1)


def test_a_sentence_with_gaps_above_a_quiz_asks_for_itself() -> None:
    text = f"{HEAD}## Two\n\n[[(two)|one]] carry.\n\n[[ one | (two) ]]\n"

    assert [question.kind for question in questions(text, name="a.md")] == [
        QuestionKind.FILL,
        QuestionKind.TRUE_FALSE,
    ]


def test_brackets_behind_a_backslash_and_surveys_are_no_gaps() -> None:
    text = f"{HEAD}Not a \\[[gap]] here.\n\nThe [[frame]] holds.\n\n[[:x]] A\n[[:y]] B\n"

    assert [len(question.gaps) for question in questions(text, name="a.md")] == [1]
    assert any("this kind of LiaScript quiz" in message for message in said(text, name="a.md"))
