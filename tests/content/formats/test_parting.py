"""Is no question swallowed where no heading parts it, and is no step made a question?"""

from __future__ import annotations

import pytest

from tandem.content.formats.parting import parted, unbold, with_code_inside, with_headings
from tandem.content.parsing.lines import joined, numbered
from tests.content.formats.reading import modules, only, questions, said, take

NAME = "quiz.md"
FIRST = "- [ ] Nobody\n- [x] The rep\n"
SECOND = "- [x] Support\n- [ ] The customer\n"


def asked(text: str) -> list[tuple[str, list[str]]]:
    """Each question with its right options."""
    return [
        (question.title, [option.text for option in question.options if option.right])
        for question in questions(text, name=NAME)
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"# Calls\n\n**1. Who opens?**\n\n{FIRST}\n**2. Who books?**\n\n{SECOND}",
        f"# Calls\n\n__Who opens?__\n\n{FIRST}\n__Who books?__\n\n{SECOND}",
        f"# Calls\n\n### Who opens?\n\n{FIRST}\n---\n\nWho books?\n\n{SECOND}",
        f"# Calls\n\n### Who opens?\n\n{FIRST}\n---\n\n**2. Who books?**\n\n{SECOND}",
        f"# Calls\n\nWho opens?\n\n{FIRST}\nWho books?\n\n{SECOND}",
        f"# Calls\n\n1. Who opens?\n\n{FIRST}\n2) Who books?\n\n{SECOND}",
        f"# Calls\n\nQ1: Who opens?\n\n{FIRST}\nQuestion 2. Who books?\n\n{SECOND}",
        f"# Calls\n\nWho opens?\n----------\n\n{FIRST}\nWho books?\n----------\n\n{SECOND}",
        f"# Calls\n\n##Who opens?\n\n{FIRST}\n##Who books?\n\n{SECOND}",
    ],
)
def test_each_list_of_boxes_is_a_question_however_they_are_parted(text: str) -> None:
    assert asked(text) == [("Who opens?", ["The rep"]), ("Who books?", ["Support"])]
    assert all("[x]" not in q.body + q.explanation for q in questions(text, name=NAME))


def test_what_stands_behind_a_list_explains_it() -> None:
    text = f"# Calls\n\n**Who opens?**\n\n{FIRST}\nThey have the ear.\n\n**Who books?**\n\n{SECOND}"

    first, second = questions(text, name=NAME)

    assert first.explanation == "They have the ear."
    assert second.explanation == ""


def test_the_words_above_the_first_question_stay_a_text() -> None:
    text = f"# Calls\n\n## Check\n\nSome words.\n\n**Who opens?**\n\n{FIRST}\n"
    text += f"**Who books?**\n\n{SECOND}"

    (module,) = modules(take(text, name=NAME))

    assert module.sections[0].text == "Some words."
    assert len(module.sections[1].questions) == 2


def test_code_and_images_at_the_margin_belong_to_the_option_above() -> None:
    text = """\
        # Q

        ### Which line?

        - [ ] A

        ```text
        OPEN
        ```

        - [x] B

        ```text
        open
        ```

        It is small.
        """

    question = only(text, name=NAME)

    assert [option.right for option in question.options] == [False, True]
    assert "OPEN" in question.options[0].text
    assert "open" in question.options[1].text
    assert question.explanation == "It is small."


@pytest.mark.parametrize("label", ["**Explanation:**", "Explanation:", "*Erklärung*:", "__Why__:"])
def test_a_quote_below_all_options_that_explains_is_no_feedback(label: str) -> None:
    question = only(f"# Q\n\n### Who?\n\n{FIRST}\n> {label} They have the ear.\n", name=NAME)

    assert [option.feedback for option in question.options] == ["", ""]
    assert question.explanation == "They have the ear."


def test_a_quote_of_the_last_option_stays_its_feedback() -> None:
    text = "# Q\n\n### Who?\n\n- [ ] One\n  > No.\n- [x] Both\n  > Answer: yes.\n"

    assert [option.feedback for option in only(text, name=NAME).options] == ["No.", "Answer: yes."]


def test_steps_to_follow_stay_a_text_and_an_order_is_asked() -> None:
    steps = "1. Say what was promised\n2. Agree who calls\n"
    text = f"# Q\n\n### Who?\n\n{FIRST}\n## How to hand over\n\n{steps}"
    text += f"\n### What comes first?\n\n{steps}"

    (module,) = modules(take(text, name=NAME))

    assert [section.title for section in module.sections if section.text] == ["How to hand over"]
    assert [q.title for s in module.sections for q in s.questions] == ["Who?", "What comes first?"]


@pytest.mark.parametrize("title", ["Placing an order", "In order to hand over", "An order comes"])
def test_a_text_about_orders_asks_for_none(title: str) -> None:
    text = f"# Q\n\n### Who?\n\n{FIRST}\n## {title}\n\n1. Ask\n2. Answer\n"

    assert [question.title for question in questions(text, name=NAME)] == ["Who?"]


def test_steps_below_a_question_that_may_be_a_text_are_said() -> None:
    text = f"# Q\n\n### Who?\n\n{FIRST}\n## How do you hand over?\n\n1. Ask\n2. Answer\n"

    (message,) = said(text, name=NAME)

    assert message.startswith(f"{NAME}:8: warning: these steps are asked as a question")
    assert said(text.replace("How do you hand over?", "Put into order"), name=NAME) == []


def test_a_quote_at_the_margin_behind_a_gap_explains_where_no_option_has_feedback() -> None:
    apart = only(f"# Q\n\n### Who?\n\n{FIRST}\n> [!TIP]\n> They have the ear.\n", name=NAME)
    close = only(f"# Q\n\n### Who?\n\n{FIRST}> They have the ear.\n", name=NAME)

    assert (apart.explanation, apart.options[-1].feedback) == ("They have the ear.", "")
    assert (close.explanation, close.options[-1].feedback) == ("", "They have the ear.")


def test_a_link_in_double_brackets_is_no_question() -> None:
    text = "# Late orders\n\nSee also:\n\n[[Hand-over]]\n\n## Text\n\nWords.\n"

    assert take(text, name=NAME).modules == ()
    assert said(text, name=NAME) == [
        "quiz.md:1: warning: no question here that could be carried over"
    ]


def test_a_sentence_of_liascript_may_begin_with_its_gap() -> None:
    head = "<!--\nauthor: A\n-->\n\n# C\n\n"
    text = f"{head}[[equals]] carry it together.\n\n[[12]] minutes\n\nHow many?\n\n[[12]]\n"

    found = questions(text, name="course.md")

    assert [[gap[0].text for gap in question.gaps] for question in found] == [
        ["equals"],
        ["12"],
        ["12"],
    ]


@pytest.mark.parametrize("between", ["\n", "\n\n\n"])
def test_a_title_without_stars_begins_below_the_last_blank_line(between: str) -> None:
    text = f"# Calls\n\nWho opens?\n\n{FIRST}\nThe ear.\n\nWho books,\nand when?{between}\n{SECOND}"

    first, second = questions(text, name=NAME)

    assert first.explanation == "The ear."
    assert second.title == "Who books, and when?"


def test_what_stands_in_code_keeps_its_stars() -> None:
    text = f"# Calls\n\nWho opens?\n\n{FIRST}\n---\n\n    **2. Who books?**\n\nWho?\n\n{SECOND}"

    assert "**2. Who books?**" in "".join(q.body + q.title for q in questions(text, name=NAME))


@pytest.mark.parametrize(
    ("text", "headed"),
    [
        ("##a", "## a"),
        ("#a", "#a"),
        ("###### a", "###### a"),
        ("####### a", "####### a"),
        ("A\n===", "# A\n"),
        ("A\n---", "## A\n"),
        ("A\n-", "A\n-"),
        ("A\n==\nB\n--", "# A\n\nB\n--"),
        ("a\nA\n===", "a\nA\n==="),
        ("- A\n---", "- A\n---"),
        ("1. A\n---", "1. A\n---"),
        ("| A\n---", "| A\n---"),
        ("```\nA\n===\n```", "```\nA\n===\n```"),
        ("A\n\n===", "A\n\n==="),
        ("```\na\n```\nA\n---", "```\na\n```\nA\n---"),
        ("[[a]]\n---", "[[a]]\n---"),
        ("x\n\nA\n---\ny", "x\n\n## A\n\ny"),
        ("   A\n   =", "# A\n"),
        ("    A\n===", "    A\n==="),
    ],
)
def test_one_line_of_plain_words_is_a_heading_by_the_line_below_it(text: str, headed: str) -> None:
    assert "\n".join(line.text for line in with_headings(numbered(text)[0])) == headed


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("**a**", "a"),
        ("__a__ b", "a b"),
        ("**1. a** b", "a b"),
        ("** a **", "** a **"),
        ("1. a", "a"),
        ("Q: a", "a"),
        ("Q2. a", "a"),
        ("Question 3) a", "a"),
        ("Frage: a", "a"),
        ("Q a", "Q a"),
        ("12: a", "a"),
        ("1234. a", "1234. a"),
        ("a", "a"),
        ("\n**a**\nb", "a\nb"),
        ("**a", "**a"),
        ("```\n**a**\n```", "```\n**a**\n```"),
    ],
)
def test_a_question_is_read_without_its_stars_and_its_number(text: str, bare: str) -> None:
    assert joined(unbold(numbered(text)[0])) == bare


@pytest.mark.parametrize(
    ("text", "above", "own", "rest"),
    [
        ("a\n\n- [ ] x\n- [x] y", "", "a\n\n- [ ] x\n- [x] y", []),
        (
            "- [ ] x\n- [x] y\n\nb\n\n- [ ] x\n- [x] y",
            "",
            "- [ ] x\n- [x] y",
            ["b\n\n- [ ] x\n- [x] y"],
        ),
        (
            "a\n\n- [ ] x\n- [x] y\n\nb\n\n- [ ] x\n- [x] y\n\nc",
            "",
            "",
            ["a\n\n- [ ] x\n- [x] y", "b\n\n- [ ] x\n- [x] y\n\nc"],
        ),
        (
            "a\n\n**b**\n\n- [ ] x\n- [x] y\n\n> q\n\n- [ ] z",
            "",
            "a\n\n**b**\n\n- [ ] x\n- [x] y\n\n> q\n\n- [ ] z",
            [],
        ),
        (
            "- [ ] x\n- [x] y\n\n---\n\nb\n\n- [ ] x\n- [x] y",
            "",
            "- [ ] x\n- [x] y",
            ["b\n\n- [ ] x\n- [x] y"],
        ),
        (
            "- [ ] x\n- [x] y\n\n```\n1. c\n```\n\nb\n\n- [ ] x\n- [x] y",
            "",
            "- [ ] x\n- [x] y\n\n```\n1. c\n```",
            ["b\n\n- [ ] x\n- [x] y"],
        ),
        (
            "- [ ] x\n- [x] y\n\nc\n\n1. b\n\n- [ ] x\n- [x] y\n\n---",
            "",
            "- [ ] x\n- [x] y\n\nc",
            ["b\n\n- [ ] x\n- [x] y"],
        ),
        (
            "h\n\na\n- [ ] x\n- [x] y\n\nw\n\nb\nc\n\n- [ ] x\n- [x] y",
            "h",
            "",
            ["a\n- [ ] x\n- [x] y\n\nw", "b\nc\n\n- [ ] x\n- [x] y"],
        ),
        (
            "- [ ] x\n- [x] y\n\nw\n\n- [ ] x\n- [x] y\n\nv\n\n- [ ] x\n- [x] y",
            "",
            "- [ ] x\n- [x] y",
            ["w\n\n- [ ] x\n- [x] y", "v\n\n- [ ] x\n- [x] y"],
        ),
    ],
)
def test_each_further_list_begins_a_question_with_the_words_above_it(
    text: str, above: str, own: str, rest: list[str]
) -> None:
    before, first, others = parted(numbered(text)[0])

    assert (joined(before), joined(first)) == (above, own)
    assert [joined(lines) for lines in others] == rest


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("- [ ] a\n\n```\nb\n```\n\n- [ ] c", "- [ ] a\n\n  ```\n  b\n  ```\n\n- [ ] c"),
        ("- [ ] a\n\nw\n\n- [ ] c", "- [ ] a\n\n  w\n\n- [ ] c"),
        ("- [ ] a\n\nw?\n\n- [ ] c", "- [ ] a\n\nw?\n\n- [ ] c"),
        ("- [ ] a\n\n**w**\n\n- [ ] c", "- [ ] a\n\n**w**\n\n- [ ] c"),
        ("- [ ] a\n\n---\n\n- [ ] c", "- [ ] a\n\n---\n\n- [ ] c"),
        ("- [ ] a\n- [ ] b\n\nw\n\n- [ ] c", "- [ ] a\n- [ ] b\n\nw\n\n- [ ] c"),
        (
            "- [ ] a\n\n| x |\n|---|\n\n- [ ] c\n\nw\nv\n\nu",
            "- [ ] a\n\n  | x |\n  |---|\n\n- [ ] c\n\n  w\n  v\n\nu",
        ),
        (
            "- [ ] a\n\n![x](y)\n\n- [ ] c\n\n![z](y)\n\nw",
            "- [ ] a\n\n  ![x](y)\n\n- [ ] c\n\n  ![z](y)\n\nw",
        ),
        (
            "- [ ] a\n\n```\nb\n```\n\nw\n\n- [ ] c",
            "- [ ] a\n\n  ```\n  b\n  ```\n\n  w\n\n- [ ] c",
        ),
        (
            "- [ ] a\n\n![x](y)\n\n- [ ] c\n- [ ] d\n\nw",
            "- [ ] a\n\n  ![x](y)\n\n- [ ] c\n- [ ] d\n\nw",
        ),
        ("- [ ] a\n- [ ] b\n\n```\nc\n```", "- [ ] a\n- [ ] b\n\n```\nc\n```"),
        ("- [ ] a\n\n```\nb\n```", "- [ ] a\n\n```\nb\n```"),
    ],
)
def test_what_stands_between_two_options_goes_into_the_first(text: str, inside: str) -> None:
    assert joined(with_code_inside(numbered(text)[0])) == inside
