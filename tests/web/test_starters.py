"""Are the pieces and texts to begin with whole in German, too?"""

from __future__ import annotations

from functools import partial

import pytest
from flask import Flask

from tandem.content.files.folder import read_cover
from tandem.content.files.new import new_course_text, new_module_text
from tandem.content.lesson import ModuleFile
from tandem.content.pieces import COVER_PIECES, PIECES, LessonPiece
from tandem.web.words import spoken_in
from tests.content.reading import read
from tests.content.test_pieces import ABOVE, key_of


def begun_with(piece: LessonPiece, language: str) -> ModuleFile:
    """A lesson of this piece alone."""
    return read(f"---\ntitle: T\n---\n\n{ABOVE[piece.sort]}{spoken_in(piece.text, language)}")


def kinds(file: ModuleFile) -> list[object]:
    """What the sections, questions and steps of a lesson are, and what its questions take."""
    assert file.module
    sections = file.module.sections
    inside = [part for each in sections for part in (*each.questions, *each.steps)]
    keys = [key_of(question) for each in sections for question in each.questions]
    return [*(part.kind for part in (*sections, *inside)), *keys]


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_a_piece_in_german_is_whole_and_of_the_same_kind(app: Flask, piece: LessonPiece) -> None:
    with app.test_request_context():
        english, german = (begun_with(piece, language) for language in ("en", "de"))

    assert german.is_sound, german.problems
    assert german.source != english.source
    assert kinds(german) == kinds(english)


def test_a_new_module_and_a_new_course_have_no_fault_in_german(app: Flask) -> None:
    (pulse,) = COVER_PIECES
    with app.test_request_context():
        german = partial(spoken_in, language="de")
        module = read(new_module_text("T", spoken=german))
        cover = new_course_text("T", language="de", spoken=german) + german(pulse.text)
    course = read_cover(cover.encode(), "t", shown_as="t", existing=frozenset())

    assert module.problems == ()
    assert "## Was du mitbringst {for=rep}" in module.source
    assert course.problems == ()
    assert (course.language, bool(course.pulse)) == ("de", True)
