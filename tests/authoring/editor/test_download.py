"""Into which file does a draft go?"""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tandem.authoring.editor.download import file_called, parcel
from tandem.models import CoursePicture, LessonDraft, Picture
from tests.cast import NOW, Cast
from tests.lessons import lesson, serve

NAMES = {"engine": "01-engine.md", "late": "02-late.md"}


@pytest.mark.parametrize(
    ("file_of", "file"),
    [
        ("engine", "01-engine.md"),
        ("engine.de", "01-engine.de.md"),
        ("course.md", "course.md"),
        ("course.de.md", "course.de.md"),
        ("gone", "gone"),
        ("gone.de", "gone.de"),
    ],
)
def test_a_draft_goes_into_the_file_of_its_module_in_its_language(file_of: str, file: str) -> None:
    assert file_called(file_of, NAMES) == file


def test_drafts_go_along_with_the_images_that_they_show_and_those_of_their_course_alone(
    session: Session, cast: Cast, tmp_path: Path
) -> None:
    course, other = (serve(session, lesson(), course_slug=name) for name in ("teaming", "other"))
    for row, text in ((course, "![A](images/a.png)"), (other, "![B](images/b.png)")):
        session.add(
            LessonDraft(
                person_id=cast.tess.id, course_id=row.id, file_of="engine", source=text, base="",
                version="", tab="", saved_at=NOW,
            )
        )  # fmt: skip
    for name in ("a", "b"):
        session.add(Picture(sha=name, media_type="image/png", content=name.encode()))
        session.flush()
        session.add(CoursePicture(course_id=course.id, path=f"images/{name}.png", sha=name))
    session.commit()

    found = parcel(session, course="teaming", root=tmp_path, person_id=cast.tess.id)

    assert [name for name, _ in found.files] == ["teaming/01-engine.md", "teaming/images/a.png"]
