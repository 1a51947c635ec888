"""What is in a course's folder?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem.content.folder import read_courses
from tandem.content.new import new_course_text, new_module_text
from tests.courses import write_course


def said(root: Path) -> list[str]:
    """Everything the checker says about the courses."""
    (course,) = read_courses(root)
    return [str(p) for p in (*course.problems, *(p for m in course.modules for p in m.problems))]


def test_a_course_has_its_modules_in_order_and_its_images(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine", "volcano")
    (folder / "01-engine.md").rename(folder / "10-engine.md")

    (course,) = read_courses(folder.parent)

    assert (course.id, course.title) == ("teaming", "Respectful teaming")
    assert [module.id for module in course.modules] == ["volcano", "engine"]
    assert [picture.path for picture in course.pictures] == ["images/can.svg"]


def test_a_file_without_a_number_is_said_to_be_no_module(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "late-order.md").write_text("---\ntitle: Late\n---\n")

    (problem,) = said(folder.parent)

    assert problem.startswith("courses/teaming/late-order.md:1: warning: not a module")


def test_a_missing_folder_holds_no_course(tmp_path: Path) -> None:
    assert read_courses(tmp_path / "nothing") == []


def test_an_image_that_is_missing_is_named_where_it_is_shown(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "images" / "can.svg").unlink()

    assert said(folder.parent) == [
        "courses/teaming/01-engine.md:8: error: the course's folder has no image"
        " images/can.svg that can be shown"
    ]


def test_two_modules_with_one_name_are_an_error_at_the_later_one(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "02-engine.md").write_bytes((folder / "01-engine.md").read_bytes())

    assert said(folder.parent)[0].startswith(
        "courses/teaming/02-engine.md:1: error: 01-engine.md has the same name"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<svg><script>alert(1)</script></svg>", "the SVG holds a script"),
        (b'<svg onload="x()"></svg>', "the SVG holds a script"),
        (b'<svg><image href="https://x.example/a.png"/></svg>', "points outside"),
        (b"no image at all", "this is no image that browsers show"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * (2 * 1024 * 1024), "above 2 MB"),
    ],
)
def test_an_image_that_will_not_do_keeps_its_module_back(
    tmp_path: Path, content: bytes, message: str
) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "images" / "can.svg").write_bytes(content)

    problems = said(folder.parent)

    assert problems[0].startswith("courses/teaming/images/can.svg:1: error: ")
    assert message in problems[0]
    assert not read_courses(folder.parent)[0].modules[0].is_sound


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg/>")
    (folder / "images" / "stolen.svg").symlink_to(secret)

    (course,) = read_courses(folder.parent)

    assert [picture.path for picture in course.pictures] == ["images/can.svg"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"No front matter.", "courses/teaming/course.md:1: error: no title."),
        (b"---\ntitle: \xe9\n---\n", "courses/teaming/course.md:2: error: bytes that are not UTF"),
        (b"---\ntitle: T\nfor: boss\n---\n", "courses/teaming/course.md:3: error: for needs one"),
    ],
)
def test_a_fault_in_the_cover_names_its_line(tmp_path: Path, text: bytes, message: str) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "course.md").write_bytes(text)

    assert said(folder.parent)[0].startswith(message)


def test_what_a_new_course_begins_with_is_sound(tmp_path: Path) -> None:
    folder = tmp_path / "courses" / "handing-over"
    folder.mkdir(parents=True)
    (folder / "course.md").write_text(new_course_text('Handing "over"'), "utf-8")
    (folder / "01-first.md").write_text(new_module_text("First"), "utf-8")

    assert said(folder.parent) == []


def test_a_module_in_another_language_is_said_to_wait(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "01-engine.de.md").write_bytes((folder / "01-engine.md").read_bytes())

    assert said(folder.parent) == [
        "courses/teaming/01-engine.de.md:1: warning: this version serves a course in its own"
        " language only (en). The file waits"
    ]


def test_our_own_courses_have_no_fault_and_no_advice() -> None:
    root = Path(__file__).parents[2] / "courses"

    assert said(root) == []
