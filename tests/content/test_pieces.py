"""Is each piece that the workshop offers whole, and is there one for every kind?"""

from __future__ import annotations

import pytest

from tandem.content.files.folder import read_cover
from tandem.content.lesson import Question, QuestionKind, SectionKind, StepKind
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


def key_of(question: Question) -> str:
    """What a question takes: `x` a right option, `-` another one or a spare side, `=` a match, and
    how much is accepted where something is typed."""
    boxes = "".join("x" if option.right else "-" for option in question.options)
    matches = "".join("=" if match.left else "-" for match in question.matches)
    gaps = "".join(str(len(gap)) for gap in question.gaps)
    typed = str(len(question.accepted)) if question.accepted else ""
    endings = "".join(str(scene.end) for scene in question.scenes if scene.end)
    return f"{boxes}{matches}{gaps}{typed}{endings}{'+' * len(question.criteria)}"


MEANT = {
    "One right answer": "-x-",
    "Several right answers": "x-x",
    "True or false": "x-",
    "Put in order": "xxx",
    "What belongs together": "==-",
    "Fill a gap": "2",
    "A short answer": "2",
    "A number": "1",
    "A scenario, decision by decision": "goodpoor",
    "A message to write": "++",
}


@pytest.mark.parametrize(
    "piece", [one for one in PIECES if one.sort is PieceSort.QUESTION], ids=lambda one: one.name
)
def test_a_question_takes_what_its_piece_means(piece: LessonPiece) -> None:
    module = read(whole(piece)).module

    assert module
    (question,) = module.sections[0].questions
    assert key_of(question) == MEANT[piece.name]


@pytest.mark.parametrize("piece", COVER_PIECES, ids=lambda piece: piece.name)
def test_a_piece_of_a_course_is_whole(piece: LessonPiece) -> None:
    source = f"---\ntitle: T\n---\n\n{piece.text}".encode()

    course = read_cover(source, "teaming", shown_as="teaming", existing=frozenset())

    assert course.problems == ()
    assert course.pulse
