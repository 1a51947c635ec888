"""What is read of a text that is to be written: its criteria and its models?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import Question, QuestionKind
from tandem.content.rendering.html import rendered
from tests.content.reading import asked, lesson, question

TITLE = "Tell the customer. {#tell write}"
CASE = "Half is in stock.\n\n> Where is my order?\n\nHint: the limit first\n\n"
CRITERIA = "+ Says what works\n+ Names a **day**,\n  not an hope\n\n"
MODELS = "> Half of it leaves today.\n>\n> The rest on Friday.\n\n> Friday, all of it.\n\n"


def told(text: str) -> Question:
    """The question with this text."""
    return question(text, title=TITLE)


def test_criteria_and_models_stand_below_the_case() -> None:
    tell = told(f"{CASE}{CRITERIA}{MODELS}Because.")

    assert tell.kind is QuestionKind.WRITE
    assert tell.body == "Half is in stock.\n\n> Where is my order?"
    assert tell.hint == "the limit first"
    assert [item.text for item in tell.criteria] == [
        "Says what works",
        "Names a **day**,\nnot an hope",
    ]
    assert tell.models == ("Half of it leaves today.\n\nThe rest on Friday.", "Friday, all of it.")
    assert tell.explanation == "Because."
    assert len({item.key for item in tell.criteria}) == 2


def test_a_formatter_that_changes_the_signs_changes_nothing() -> None:
    tidy = told(f"{CASE}{CRITERIA}{MODELS}".replace("+ ", "- "))

    assert [item.key for item in tidy.criteria] == [
        item.key for item in told(f"{CASE}{CRITERIA}{MODELS}").criteria
    ]


def test_a_list_of_the_case_is_no_list_of_criteria() -> None:
    tell = told(f"Known:\n\n- three orders\n- two vans\n\n{CRITERIA}{MODELS}- And\n- more")

    assert tell.body == "Known:\n\n- three orders\n- two vans"
    assert len(tell.criteria) == 2
    assert tell.explanation == "- And\n- more"


def test_models_and_criteria_are_rendered() -> None:
    module = lesson(f"## Check {{quiz}}\n\n### {TITLE}\n\n{CASE}{CRITERIA}{MODELS}")
    (tell,) = rendered(module, picture_address=lambda path: None).sections[0].questions

    assert tell.criteria[1].text == "Names a <strong>day</strong>,\nnot an hope"
    assert tell.models[1] == "<p>Friday, all of it.</p>"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            f"{CASE}{MODELS}",
            [
                "7: error: {write} needs a list of criteria,"
                " one for each thing a good text has: + ..."
            ],
        ),
        (
            CRITERIA,
            ["7: error: {write} needs one or two models, as quotes below the criteria: > ..."],
        ),
        (
            f"{MODELS}{CRITERIA}",
            ["7: error: {write} needs one or two models, as quotes below the criteria: > ..."],
        ),
        (
            f"+ a\n\n{MODELS}> third\n",
            ["17: error: more than two models. Keep the two that differ most"],
        ),
        ("+ a\n+ A\n\n> b", ["10: error: this criterion is here twice"]),
        ("+ a\n+\n\n> b", ["10: error: a criterion needs a text behind its sign"]),
        (
            "+ a\n  > b\n\n> c",
            ["9: error: this quote belongs to a criterion. A model begins at the margin: > ..."],
        ),
        (
            "+ [ ] a\n+ [x] b\n\n> c",
            [
                "9: error: two signs in one question: {write} in line 7 and options in line 9."
                " Keep one of them"
            ],
        ),
    ],
)
def test_what_keeps_a_text_from_being_asked_is_said(text: str, said: list[str]) -> None:
    assert asked(text, title=TITLE) == said


@pytest.mark.parametrize(
    ("behind", "models", "explanation"),
    [
        ("> Today.\n", ("Today.",), ""),
        ("```\nSo.\n```\n\n> Today.\n", ("Today.",), "```\nSo.\n```"),
    ],
)
def test_no_empty_line_is_needed_below_the_criteria(
    behind: str, models: tuple[str, ...], explanation: str
) -> None:
    tell = told(f"+ Says what works\n{behind}")

    assert (tell.models, tell.explanation) == (models, explanation)


def test_write_belongs_to_a_question() -> None:
    (said,) = asked("- [ ] a\n  > a\n- [x] b\n  > b", more="#### Deep {write}")

    assert said == ("14: error: write belongs to a question, one level below a heading with {quiz}")
