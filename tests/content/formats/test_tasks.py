"""What becomes of task lists as quizdown and mkdocs-quiz write them?"""

from __future__ import annotations

import pytest

from tandem.content.formats.tasks import sheet, unwrapped, without_head
from tests.content.formats.reading import modules, only, questions, said, take

NAME = "page.md"
TABBED = """\
    === "Example"

        <quiz>
        What comes out?
        ```
        2 + 2
        ```
        - [ ] 3
        - [x] 4
        </quiz>
    """


def test_a_quiz_that_stands_to_the_right_is_read() -> None:
    found = only(TABBED, name=NAME)

    assert (found.title, found.body) == ("What comes out?", "```\n2 + 2\n```")
    assert [(one.text, one.right) for one in found.options] == [("3", False), ("4", True)]


def test_an_option_that_begins_with_code_swallows_no_other() -> None:
    found = only("### Which?\n\n- [x] ```py\n      a\n      ```\n- [ ] b\n", name=NAME)

    assert [one.text for one in found.options] == ["```py\na\n```", "b"]


@pytest.mark.parametrize(
    "line", ["## More", "<quiz>", "</quiz>", "1. [x] b", "question: b", "> b", "[[b]]", "---"]
)
def test_a_line_in_code_means_nothing(line: str) -> None:
    code = f"```\n{line}\n```"

    (found,) = questions(f"## Which?\n\n{code}\n\n- [x] a\n- [ ] b\n", name=NAME)

    assert (found.title, found.body, found.hint) == ("Which?", code, "")
    assert [one.text for one in found.options] == ["a", "b"]


def test_options_below_a_heading_are_said_and_not_shown() -> None:
    text = "# Which?\n\n---\nshuffle_answers: false\n---\n\nSay.\n\n- [x] a\n- [ ] b\n"

    assert (only(text, name=NAME).title, only(text, name=NAME).body) == ("Which?", "Say.")
    assert said(text, name=NAME) == ["page.md:4: warning: shuffle_answers isn’t carried over"]


def test_a_quiz_that_never_ends_is_said() -> None:
    text = "<quiz>\nWhich?\n- [x] a\n- [ ] b\n\n## More\n\nWords.\n"

    assert only(text, name=NAME).explanation == "#### More\n\nWords."
    assert said(text, name=NAME) == [
        "page.md:1: warning: this <quiz> has no </quiz>: all that follows belongs to it"
    ]


def test_a_quiz_in_a_fence_of_quarto_is_read() -> None:
    first, second = questions(
        "```{quizdown}\n## One?\n- [x] a\n- [ ] b\n\n## Two?\n1. c\n2. d\n```\n", name=NAME
    )

    assert (first.title, second.title) == ("One?", "Two?")


@pytest.mark.parametrize(
    ("text", "rest", "facts", "lines"),
    [
        (
            "---\ntitle: 'A'\nsummary: b\nx: c\n---\nd",
            "\n\n\n\n\nd",
            [("summary", "b"), ("title", "A"), ("x", "c")],
            [4],
        ),
        ("---\na: b", "---\na: b", [], []),
        ("a\n---\nb: c\n---", "a\n---\nb: c\n---", [], []),
        ("----\ntitle: a\n-----\nb", "\n\n\nb", [("title", "a")], []),
        ("---\n---\na", "\n\na", [], []),
        ("---\ntitle:\n  - x\n---\n", "\n\n\n\n", [("title", "")], []),
    ],
)
def test_front_matter_gives_its_facts_and_keeps_the_numbers_of_the_lines(
    text: str, rest: str, facts: list[tuple[str, str]], lines: list[int]
) -> None:
    found, said_there, lost = without_head(text)

    assert (found, sorted(said_there.items())) == (rest, facts)
    assert [line for line, _ in lost] == lines


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("```quizdown\na\n```\nb", "\na\n\nb"),
        ("```{quizdown}\na\n````\n```", "\na\n````\n"),
        ("~~~ quizdown\na\n```\n~~~", "\na\n```\n"),
        ("```py\na\n```", "```py\na\n```"),
        ("````quizdown\na\n```\n````", "\na\n```\n"),
        ("```quizdown\n```quizdown\na\n```", "\n```quizdown\na\n"),
    ],
)
def test_a_fence_of_quizdown_goes_to_one_that_is_the_same(text: str, inside: str) -> None:
    assert unwrapped(text) == inside


def test_boxes_without_a_word_above_them_are_a_question_too() -> None:
    text = "- [ ] 3\n- [x] 4\n\nWho books?\n\n- [ ] Sam\n- [x] Sue\n"

    assert [question.title for question in questions(text, name=NAME)] == [
        "Question 1",
        "Who books?",
    ]


def test_a_title_right_above_the_first_question_is_that_of_the_module() -> None:
    text = "# Calls\n**Who opens?**\n\n- [ ] a\n- [x] b\n\n**Who books?**\n\n- [ ] a\n- [x] b\n"

    (module,) = modules(take(text, name=NAME))

    assert module.title == "Calls"


def test_a_list_in_order_is_a_text_where_nothing_else_is_asked() -> None:
    assert sheet("# Steps\n\n## In which order?\n\n1. a\n2. b\n").chapters == ()


def test_a_line_in_code_parts_no_gaps_from_what_explains_them() -> None:
    code = "```\n---\n```"

    found = only(f"<quiz>\nIt is [[two]].\n\n{code}\n\nAnd?\n\n---\nSo.\n</quiz>\n", name=NAME)

    assert found.explanation == f"{code}\n\nAnd?\n\nSo."
