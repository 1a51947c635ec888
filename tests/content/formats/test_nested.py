"""Which questions stand inside the items of a list, or right below boxes?"""

from __future__ import annotations

import pytest

from tests.content.formats.reading import questions, said, take

NAME = "quiz.md"
EXPECTED = [
    ("Who?", ["Nobody", "The rep"], [False, True]),
    ("What?", ["Both", "One"], [True, False]),
]


def read(text: str) -> list[tuple[str, list[str], list[bool]]]:
    """The title, the options and the key of each question."""
    return [
        (one.title, [o.text for o in one.options], [o.right for o in one.options])
        for one in questions(text, name=NAME)
    ]


@pytest.mark.parametrize("sign", ["1. ", "- ", "* ", "1) "])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_boxes_in_the_item_of_their_question_are_its_options(sign: str, gap: str) -> None:
    inside = " " * len(sign)
    text = (
        f"{sign}Who?\n{gap}{inside}- [ ] Nobody\n{inside}- [x] The rep\n{gap}"
        f"{sign}What?\n{gap}{inside}1. [x] Both\n{inside}2. [ ] One\n"
    )

    assert read(text) == EXPECTED
    assert said(text, name=NAME) == []


def test_a_question_right_below_boxes_is_no_part_of_the_last() -> None:
    text = "Who?\n- [ ] Nobody\n- [x] The rep\nWhat?\n- [x] Both\n- [ ] One\n"

    assert read(text) == EXPECTED


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("### Q\n\n- [ ] a\nwhy?\n- [x] b\n- [ ] c\n", ["a\nwhy?", "b", "c"]),
        ("### Q\n\n- [ ] a\n- [ ] b\nlong\n- [x] c\n- [ ] d\n", ["a", "b\nlong", "c", "d"]),
        (
            "### Q\n\n- [ ] a long\nline\n- [ ] b\n- [x] c\n- [ ] d\n",
            ["a long\nline", "b", "c", "d"],
        ),
        ("### Q\n\n- [ ] a\n- [x] why\nnot?\n- [ ] c\n", ["a", "why\nnot?", "c"]),
        ("### Q\n\n- [ ] a\n  - [ ] x\n  - [ ] y\n- [x] c\n", ["a\n- \\[ ] x\n- \\[ ] y", "c"]),
    ],
)
def test_what_belongs_to_an_option_stays_with_it(text: str, options: list[str]) -> None:
    assert [one.text for one in questions(text, name=NAME)[0].options] == options


def test_a_list_without_boxes_and_code_stay_as_they_are() -> None:
    text = "# T\n\n- a\n  - b\n\n```\n- q\n  - [ ] x\n  - [x] y\n```\n\n### Q\n\n- [ ] a\n- [x] b\n"

    (module,) = take(text, name=NAME).modules

    assert "- a\n  - b\n\n```\n- q\n  - [ ] x\n  - [x] y\n```" in module.source
