"""Is each piece that the workshop offers whole, and is there one for every kind?"""

from __future__ import annotations

import pytest

from tandem.content.files.folder import read_cover
from tandem.content.lesson import QuestionKind, SectionKind, StepKind
from tandem.content.pieces import COVER_PIECES, PIECES, LessonPiece, PieceSort
from tests.content.reading import read

ABOVE = {
    PieceSort.PART: "",
    PieceSort.QUESTION: "## Check yourself {quiz}\n\n",
    PieceSort.STEP: "## Between the two of you {together}\n\n",
}


def whole(piece: LessonPiece) -> str:
    """A lesson of this piece alone."""
    return f"---\ntitle: T\n---\n\n{ABOVE[piece.sort]}{piece.text}"


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_a_piece_is_whole(piece: LessonPiece) -> None:
    found = read(whole(piece))

    assert found.is_sound, found.problems


def test_every_kind_of_question_step_and_section_can_be_begun_with_a_piece() -> None:
    modules = [read(whole(piece)).module for piece in PIECES]
    sections = [section for module in modules if module for section in module.sections]

    kinds = {step.kind for section in sections for step in section.steps}
    assert kinds == set(StepKind)
    assert {question.kind for section in sections for question in section.questions} == set(
        QuestionKind
    )
    assert {section.kind for section in sections} == set(SectionKind)


@pytest.mark.parametrize("piece", COVER_PIECES, ids=lambda piece: piece.name)
def test_a_piece_of_a_course_is_whole(piece: LessonPiece) -> None:
    source = f"---\ntitle: T\n---\n\n{piece.text}".encode()

    course = read_cover(source, "teaming", shown_as="teaming", existing=frozenset())

    assert course.problems == ()
    assert course.pulse
