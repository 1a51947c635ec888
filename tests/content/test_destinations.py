"""Which file is meant, however an editor or a Mac writes its name? Alike for checker and page."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tandem.content.destinations import spellings
from tandem.content.files.folder import read_course
from tandem.content.rendering.html import rendered_for
from tests.content.reading import lesson

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("images/two%20words.png", "two words.png"),
        ("<images/two words.png>", "two words.png"),
        ("images/umlaut-f%C3%BCr.png", "umlaut-für.png"),
        ("images/größe.png", unicodedata.normalize("NFD", "größe.png")),
        (unicodedata.normalize("NFD", "images/größe.png"), "größe.png"),
        ("images/a(1).png", "a(1).png"),
        ("./images/a&amp;b.png", "a&b.png"),
        ("images/100%25.png", "100%.png"),
        ("images/a%20b.png", "a%20b.png"),
    ],
)
def test_checker_and_page_find_the_same_image(tmp_path: Path, written: str, name: str) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / name).write_bytes(PNG)
    (tmp_path / "course.md").write_text("---\ntitle: C\n---\n", "utf-8")
    text = f"---\ntitle: One\n---\n\n![shown]({written})\n"
    (tmp_path / "01-one.md").write_text(text, "utf-8")

    course = read_course(tmp_path, shown_as="c")
    (file,) = course.modules
    assert file.module
    page = rendered_for(file.module, {picture.path: "/p/1" for picture in course.pictures})

    assert [*course.problems, *file.problems] == []
    assert 'src="/p/1"' in page.sections[0].text


def test_what_is_not_there_is_still_named() -> None:
    assert spellings("<images/a%20b.png>") == ("images/a%20b.png", "images/a b.png")
    page = rendered_for(lesson("Words with <b>no</b> image."), {})
    assert "src" not in page.sections[0].text


def test_a_lesson_by_another_ending_or_behind_a_link_is_named(tmp_path: Path) -> None:
    course = tmp_path / "c"
    course.mkdir()
    (course / "course.md").write_text("---\ntitle: C\n---\n", "utf-8")
    for name in ("02-Two.MD", "03-three.markdown", "notes.txt", ".hidden.markdown"):
        (course / name).write_text("Text", "utf-8")
    (tmp_path / "out.md").write_text("---\ntitle: Out\n---\n", "utf-8")
    (course / "04-out.md").symlink_to(tmp_path / "out.md")

    said = [str(problem) for problem in read_course(course, shown_as="c").problems]

    assert said == [
        "c/02-Two.MD:1: warning: not read: a lesson’s name ends with .md. Call it 02-two.md",
        "c/03-three.markdown:1: warning: not read: a lesson’s name ends with .md."
        " Call it 03-three.md",
        "c/04-out.md:1: warning: this link leads out of the course, so it isn’t read."
        " Put the file here",
    ]
