"""How may a file be called, and one of a lesson in another language?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem.content.files.filenames import has_odd_name, in_language, named, odd_names, unread_files


@pytest.mark.parametrize(
    ("stem", "parts"),
    [
        ("engine", ("engine", "")),
        ("engine.de", ("engine", "de")),
        ("engine.pt-br", ("engine", "pt-br")),
        ("v1.2.de", ("v1.2", "de")),
        ("engine.DE", ("engine.DE", "")),
        ("engine.d", ("engine.d", "")),
        ("engine.deut", ("engine.deut", "")),
        (".de", (".de", "")),
    ],
)
def test_a_language_stands_behind_the_last_point(stem: str, parts: tuple[str, str]) -> None:
    assert named(stem) == parts


@pytest.mark.parametrize("file", ["02-engine.md", "02-engine.fr.md"])
def test_a_file_in_another_language_stands_beside_its_original(file: str) -> None:
    assert in_language(file, "de") == "02-engine.de.md"


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("x" * 97 + ".md", False),
        ("x" * 98 + ".md", True),
        ("123456-x.md", False),
        ("1234567-x.md", True),
    ],
)
def test_a_name_has_at_most_a_hundred_signs_and_six_digits(name: str, odd: bool) -> None:
    assert has_odd_name(Path(name)) is odd


def test_a_name_that_is_too_long_is_an_error_of_a_text_at_the_top_or_of_the_course() -> None:
    long = "x" * 101
    folder = Path("c")
    odd = [folder / f"1{long}.md", folder / f"{long}.png", folder / "images" / f"{long}.md"]
    files = [folder / "01-a.md", *odd]

    said = [problem.file for problem in odd_names(files, folder, "c")]

    assert said == [f"c/1{long}.md"]
    assert [str(problem) for problem in odd_names([], Path(long), "c")] == [
        "c/course.md:1: error: the name is too long: at most six digits and a hundred signs."
        " Shorten it"
    ]


def test_a_link_to_a_text_of_the_course_itself_is_nothing_to_say(tmp_path: Path) -> None:
    (tmp_path / "01-a.md").write_text("text")
    (tmp_path / "02-b.md").symlink_to(tmp_path / "01-a.md")

    assert unread_files(tmp_path, "c") == []
    assert unread_files(tmp_path / "nowhere", "c") == []


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("02-Engine.md.txt", "02-engine.md"),
        ("engine.md.text", "engine.md"),
        ("02-engine.txt", "02-engine.md"),
        ("02-engine.de.txt", "02-engine.de.md"),
        ("Course.txt", "course.md"),
        ("course.de.txt", "course.de.md"),
        ("02-engine.markdown", "02-engine.md"),
        ("02-engine.MD", "02-engine.md"),
    ],
)
def test_a_lesson_that_was_saved_as_a_text_is_named(tmp_path: Path, name: str, called: str) -> None:
    (tmp_path / name).write_text("Words.")

    (problem,) = unread_files(tmp_path, "c")

    assert str(problem) == (
        f"c/{name}:1: warning: not read: a lesson’s name ends with .md. Call it {called}"
    )


@pytest.mark.parametrize(
    "name", ["notes.txt", "licence.txt", "2024.txt", "02-engine.md.bak", ".engine.markdown"]
)
def test_another_text_beside_the_lessons_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Words.")

    assert unread_files(tmp_path, "c") == []
