"""Which module becomes of what an importer has read?"""

from __future__ import annotations

import pytest

from tandem.content.formats.imported import Chapter, ImportedQuestion, ImportedReading
from tandem.content.formats.to_lesson import MOST, MOST_PARTS, in_parts, module_from
from tandem.content.lesson import Accepted, Lesson, Question, QuestionKind
from tandem.content.messages import Message
from tandem.content.parsing.answers import GAP

ASKED = ImportedQuestion(1, QuestionKind.SHORT, "Why?", accepted=(Accepted("so"),))


def only(question: ImportedQuestion) -> Question:
    """What becomes of one question."""
    module = module_from(Chapter(questions=(question,)), title="Quiz", notes=[])
    assert module
    (found,) = module.sections[0].questions
    return found


@pytest.mark.parametrize(
    ("count", "title", "file", "titles"),
    [
        (MOST, "Calls", "Quiz", ["Calls"]),
        (MOST + 1, "Calls", "Quiz", ["Calls 1", "Calls 2"]),
        (MOST + 1, "", "Quiz", ["Quiz 1", "Quiz 2"]),
        (MOST + 1, "", "", ["Questions 1", "Questions 2"]),
    ],
)
def test_a_chapter_too_long_for_a_module_becomes_numbered_ones(
    count: int, title: str, file: str, titles: list[str]
) -> None:
    parts = list(in_parts(Chapter(title, questions=(ASKED,) * count), [], title=file))

    assert [part.title for part in parts] == titles
    assert [len(part.questions) for part in parts] == [MOST, 1][: len(parts)]


def test_the_texts_of_a_long_chapter_stand_in_its_first_module() -> None:
    texts = (ImportedReading(1, "You", "Text."),)
    chapter = Chapter("Calls", readings=texts, questions=(ASKED,) * (MOST + 1))

    assert [part.readings for part in in_parts(chapter, [], title="Quiz")] == [texts, ()]


def test_of_far_too_many_texts_the_first_stay_and_the_rest_is_said_once() -> None:
    texts = tuple(ImportedReading(line, "", "Text.") for line in range(1, MOST + 3))
    notes: list[tuple[int, Message]] = []

    (part,) = in_parts(Chapter(readings=texts), notes, title="Quiz")

    assert part.readings == texts[:MOST]
    assert [line for line, _ in notes] == [MOST + 1]


@pytest.mark.parametrize(
    ("title", "file", "named"),
    [("Calls", "Quiz", "Calls"), ("", "Quiz", "Quiz"), ("", "", "Questions")],
)
def test_a_module_is_called_by_its_chapter_or_by_the_file(
    title: str, file: str, named: str
) -> None:
    module = module_from(Chapter(title, questions=(ASKED,)), title=file, notes=[])

    assert isinstance(module, Lesson)
    assert module.title == named


@pytest.mark.parametrize(("parts", "is_taken"), [(MOST_PARTS, True), (MOST_PARTS + 1, False)])
def test_a_question_of_far_too_many_parts_is_left_out(parts: int, is_taken: bool) -> None:
    texts = tuple(Accepted(f"so {number}") for number in range(parts))
    asked = ImportedQuestion(1, QuestionKind.SHORT, "Why?", accepted=texts)
    notes: list[tuple[int, Message]] = []

    module = module_from(Chapter(questions=(asked,)), title="Quiz", notes=notes)

    assert (module is not None, notes == []) == (is_taken, is_taken)


def test_a_question_without_words_is_called_by_its_name_or_its_number() -> None:
    accepted = (Accepted("so"),)

    named = only(ImportedQuestion(1, QuestionKind.SHORT, "", name="Late", accepted=accepted))
    unnamed = only(ImportedQuestion(1, QuestionKind.SHORT, "", accepted=accepted))

    assert (named.title, unnamed.title) == ("Late", "Question 1")


def test_a_gap_accepts_nothing_empty_and_nothing_that_would_break_its_brackets() -> None:
    gaps = (("", "two", "a|b", "[[c]]"),)

    found = only(ImportedQuestion(1, QuestionKind.FILL, f"It is {GAP}.", gaps=gaps))

    assert [accepted.text for accepted in found.gaps[0]] == ["two"]


@pytest.mark.parametrize(
    ("kind", "accepted", "becomes"),
    [
        (QuestionKind.NUMERIC, Accepted(low=5, high=5), QuestionKind.NUMERIC),
        (QuestionKind.SHORT, Accepted("5"), QuestionKind.FILL),
        (QuestionKind.SHORT, Accepted("five"), QuestionKind.SHORT),
    ],
)
def test_a_text_that_looks_like_a_number_is_typed_into_a_gap(
    kind: QuestionKind, accepted: Accepted, becomes: QuestionKind
) -> None:
    assert only(ImportedQuestion(1, kind, "How many?", accepted=(accepted,))).kind is becomes
