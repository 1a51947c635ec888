"""Which questions are siblings, which keep a place, and what is wrong with that or a recap?"""

from __future__ import annotations

import pytest

from tandem.content.formats.writer import write
from tandem.content.lesson import Question
from tandem.content.parsing.parse import parse_module
from tests.content.reading import lesson, says

CHOICE = "- [x] Yes\n  > Y\n- [ ] No\n  > N\n- [ ] Both\n  > B"
TYPED = "= a valve"


def body(*asked: tuple[str, str]) -> str:
    """A quiz whose first question stands in line 7, each question over nine lines or fewer."""
    return "## Check {quiz}\n\n" + "\n\n".join(
        f"### Why {words.split()[0].strip('#')}? {{{words}}}\n\n{answer}" for words, answer in asked
    )


def questions(*asked: tuple[str, str]) -> tuple[Question, ...]:
    """The questions of a sound quiz."""
    (section,) = lesson(body(*asked)).sections
    return section.questions


def test_siblings_are_one_family_however_they_name_each_other() -> None:
    found = questions(
        ("#a", CHOICE),
        ("#b sibling=c", CHOICE),
        ("#c sibling=#a", CHOICE),
        ("#d", CHOICE),
        ("#e sibling=f", CHOICE),
        ("#f sibling=e", CHOICE),
    )

    assert [question.sibling for question in found] == ["", "a", "a", "", "", "e"]
    assert [question.family for question in found] == ["a", "a", "a", "d", "e", "e"]


@pytest.mark.parametrize(
    ("words", "answer", "message"),
    [
        ("#b sibling=x", CHOICE, "16: error: there is no question #x in this quiz to be a sibling"),
        ("#b sibling=b", CHOICE, "16: error: #b is its own sibling. Name the question it may"),
        (
            "#b sibling=a",
            TYPED,
            "16: error: #a is a single question, and this is a short question. Siblings replace",
        ),
        ("#b sibling", CHOICE, "16: error: sibling= needs the id of another question"),
        ("#b first last", CHOICE, "16: error: a question can’t be first and last. Keep one"),
        ("#b first=1", CHOICE, "16: error: first takes no value. Write {first}, or take it out"),
    ],
)
def test_a_fault_names_its_line_and_what_to_do(words: str, answer: str, message: str) -> None:
    said = says(body(("#a", CHOICE), (words, answer)))

    assert any(line.startswith(message) for line in said), said


def test_a_text_to_write_has_no_sibling_and_keeps_no_place() -> None:
    text = "+ Names the need\n\n> Five by Monday."
    said = says(body(("#a write", text), ("#b write sibling=a", text), ("#c write last", text)))

    assert any("a text to write has no siblings" in line for line in said), said
    assert any("comes after the questions anyway. Take last out" in line for line in said), said


def test_a_choice_of_two_and_one_of_three_may_be_siblings() -> None:
    two = "- [x] Yes\n  > Y\n- [ ] No\n  > N"

    assert questions(("#a", CHOICE), ("#b sibling=a", two))[1].family == "a"


@pytest.mark.parametrize("place", ["first", "last"])
def test_a_question_may_keep_its_place(place: str) -> None:
    (question,) = questions((f"#a {place}", CHOICE))

    assert (question.first, question.last) == (place == "first", place == "last")


def test_these_words_belong_to_a_question_and_recap_to_a_quiz() -> None:
    assert any("sibling belongs to a question" in line for line in says("## A {sibling=b}\n\nText"))
    assert any("first belongs to a question" in line for line in says("## A {first}\n\nText"))
    assert any("recap belongs beside {quiz}" in line for line in says("## A {recap=3}\n\nText"))


@pytest.mark.parametrize("value", ["0", "ten", "10", "-1", ""])
def test_a_recap_of_no_number_says_what_to_write(value: str) -> None:
    (said, *_) = says(f"## C {{quiz recap={value}}}\n\n### Why? {{#a}}\n\n{CHOICE}")

    assert said.startswith(f"5: error: recap={value} isn’t a number of questions from 1 to 9")


def recap(name: str, *files: str) -> list[str]:
    """The errors about a recap in a module of this name beside these files."""
    text = f"---\ntitle: T\n---\n\n## C {{quiz recap=3}}\n\n### Why? {{#a}}\n\n{CHOICE}\n"
    found = parse_module(text.encode(), name=name, file=name, existing=frozenset(files))
    return [str(problem) for problem in found.problems if "recap" in problem.message]


def test_a_recap_in_the_first_module_is_an_error() -> None:
    files = ("course.md", "01-engine.md", "02-volcano.md", "02-volcano.de.md")

    assert recap("01-engine.md", *files) == [
        "01-engine.md:5: error: recap asks questions of earlier modules, and this is the first one."
        " Take recap out, or give the module a higher number"
    ]
    assert len(recap("02-volcano.md", "course.md", "02-volcano.md", "02-volcano.de.md")) == 1
    assert recap("02-volcano.md", *files) == recap("02-volcano.de.md", *files) == []
    assert recap("01-engine.md", "00-start.md", "01-engine.md") == []


def test_a_text_outside_a_course_is_not_judged() -> None:
    assert recap("01-example.md") == recap("01-example.md", "images/can.svg") == []


def test_what_is_written_down_reads_the_same() -> None:
    words = ("#a first", "#b sibling=c", "#c", "#d last sibling=b")
    asked = body(*((each, CHOICE) for each in words)).replace("quiz", "quiz recap=2")
    text = f"---\ntitle: T\n---\n\n{asked}\n"
    module = parse_module(text.encode(), name="02-a.md", file="f", existing=frozenset()).module
    assert module

    again = parse_module(
        write(module).encode(), name="02-engine.md", file="f", existing=frozenset()
    ).module

    assert again
    assert again.sections[0].recap == 2
    facts = [(q.id, q.sibling, q.first, q.last) for q in again.sections[0].questions]
    assert facts == [(q.id, q.sibling, q.first, q.last) for q in module.sections[0].questions]
