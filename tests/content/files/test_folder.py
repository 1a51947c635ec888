"""What is in a course's folder?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem.content.files.folder import (
    LARGEST_PICTURE,
    files_inside,
    media_type,
    page_addresses,
    picture_fault,
    read_course,
    read_courses,
)
from tandem.content.files.new import new_course_text, new_module_text
from tandem.terms import Role
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


def test_a_file_with_too_long_a_name_is_not_read(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses")
    (folder / f"02-{'x' * 98}.md").write_text("No front matter.")

    (problem,) = said(folder.parent)

    assert "the name is too long" in problem


def test_a_missing_folder_holds_no_course(tmp_path: Path) -> None:
    assert read_courses(tmp_path / "nothing") == []


def test_an_image_that_is_missing_is_named_where_it_is_shown(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "images" / "can.svg").unlink()

    assert said(folder.parent) == [
        "courses/teaming/01-engine.md:8: error: the course’s folder has no image"
        " images/can.svg that can be shown"
    ]


def test_two_modules_with_one_name_are_an_error_at_the_later_one(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "02-engine.md").write_bytes((folder / "01-engine.md").read_bytes())

    assert said(folder.parent)[0].startswith(
        "courses/teaming/02-engine.md:1: error: 01-engine.md has the same name"
    )
    (course,) = read_courses(folder.parent)
    assert [module.is_double for module in course.modules] == [False, True]


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
        (b"---\ntitle: \xe9\n---\n", "courses/teaming/course.md:2: error: bytes that aren’t UTF"),
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


def test_a_module_in_another_language_needs_its_original(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "01-engine.md").rename(folder / "01-engine.de.md")

    assert said(folder.parent) == [
        "courses/teaming/01-engine.de.md:1: error: there is no module engine in the course’s own"
        " language (en)"
    ]


def test_a_file_that_is_known_is_not_read_again(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine", "volcano")
    known = {"teaming": {file.fingerprint for file in read_courses(folder.parent)[0].modules}}
    with (folder / "01-engine.md").open("a") as file:
        file.write("\nMore.\n")

    (course,) = read_courses(folder.parent, known=known)

    assert [file.is_known for file in course.modules] == [False, True]


def test_every_file_is_read_again_where_an_image_has_changed(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    known = {"teaming": {file.fingerprint for file in read_courses(folder.parent)[0].modules}}
    write_course(folder.parent, size=2)

    (course,) = read_courses(folder.parent, known=known)

    assert [file.is_known for file in course.modules] == [False]


def test_a_module_that_is_not_utf_8_keeps_only_itself_back(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine", "volcano")
    (folder / "01-engine.md").write_bytes(b"---\ntitle: T\n---\n\ncaf\xe9\n")

    (course,) = read_courses(folder.parent)

    assert [module.is_sound for module in course.modules] == [False, True]
    assert said(folder.parent)[0].startswith(
        "courses/teaming/01-engine.md:5: error: bytes that aren’t UTF-8"
    )


def test_a_cover_that_links_out_of_the_folder_is_no_course(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Secret\n---\n")
    (folder / "course.md").unlink()
    (folder / "course.md").symlink_to(secret)

    assert read_courses(folder.parent) == []


def test_a_module_that_links_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Secret\n---\n")
    (folder / "02-secret.md").symlink_to(secret)

    assert [module.id for module in read_courses(folder.parent)[0].modules] == ["engine"]


def test_a_folder_of_images_that_links_out_holds_none(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "images").rename(tmp_path / "elsewhere")
    (folder / "images").symlink_to(tmp_path / "elsewhere")

    assert read_courses(folder.parent)[0].pictures == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("![A can](images/no.svg)", "5: error: the course’s folder has no image images/no.svg"),
        ("\n![](images/can.svg)", "6: error: the image images/can.svg needs a text alternative"),
        ("[gone](09-gone.md)", "5: error: there is no file 09-gone.md"),
    ],
)
def test_what_a_cover_points_to_must_be_there(tmp_path: Path, text: str, message: str) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "course.md").write_text(f"---\ntitle: T\n---\n\n{text}\n")

    assert said(folder.parent)[0].startswith(f"courses/teaming/course.md:{message}")


def test_a_cover_above_one_megabyte_is_refused(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "course.md").write_text("---\ntitle: T\n---\n" + "a" * 1024 * 1024)

    assert said(folder.parent)[0] == "courses/teaming/course.md:1: error: the file is above 1 MB"


def test_a_cover_says_what_the_course_is(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses")
    head = "title: 16:30\nsummary: S\nfor: [rep, leader]\nlanguage: no"
    (folder / "course.md").write_text(f"---\n{head}\n---\n\nWelcome.\n")

    (course,) = read_courses(folder.parent)

    assert (course.title, course.summary, course.language) == ("16:30", "S", "no")
    assert course.audience == {Role.REP, Role.LEADER}
    assert course.cover == "Welcome."


def test_a_course_may_be_for_trainers(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses")
    (folder / "course.md").write_text("---\ntitle: T\nfor: [leader, trainer]\n---\n")

    assert read_courses(folder.parent)[0].audience == {Role.LEADER, Role.TRAINER}
    assert said(folder.parent) == []


@pytest.mark.parametrize("written", ["rep, support", "rep support", "[rep, support]"])
def test_roles_may_be_listed_in_any_way(tmp_path: Path, written: str) -> None:
    folder = write_course(tmp_path / "courses")
    (folder / "course.md").write_text(f"---\ntitle: T\nfor: {written}\n---\n")

    assert read_courses(folder.parent)[0].audience == {Role.REP, Role.SUPPORT}
    assert said(folder.parent) == []


def test_one_module_cannot_be_there_with_and_without_the_language(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "01-engine.en.md").write_bytes((folder / "01-engine.md").read_bytes())

    (problem,) = said(folder.parent)

    assert "error" in problem
    assert "has the same name behind its number" in problem


@pytest.mark.parametrize("path", ["can.svg", "02-volcano.md", "./02-volcano.md"])
def test_an_image_outside_of_images_is_not_there(tmp_path: Path, path: str) -> None:
    folder = write_course(tmp_path / "courses", "engine", "volcano")
    (folder / "can.svg").write_text("<svg/>")
    (folder / "01-engine.md").write_text(f"---\ntitle: T\n---\n\n![A can]({path})\n")

    assert said(folder.parent) == [
        f"courses/teaming/01-engine.md:5: error: the course’s folder has no image {path}"
        " that can be shown"
    ]


@pytest.mark.parametrize(
    "content",
    [
        b'<svg><x:script xmlns:x="http://www.w3.org/2000/svg">x</x:script></svg>',
        b"<svg><style>@import 'https://x.example/a.css'</style></svg>",
        b'<svg><rect fill="url(https://x.example/a)"/></svg>',
        b"<svg><foreignObject/></svg>",
        b'<svg><a href="javascript:x"/></svg>',
        b'<?xml version="1.0" encoding="iso-2022-jp"?><svg><scr\x1b(Bipt/></svg>',
        b"\xff\xfe<svg" + "<script/>".encode("utf-16-le"),
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>',
    ],
)
def test_an_svg_that_could_act_is_refused(content: bytes) -> None:
    assert picture_fault(content).startswith("the SVG ")


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0" encoding="UTF-8"?>\n<svg><use href="#a" fill="url(#b)"/></svg>',
        b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF0000WEBP",
        b"GIF89a\x00<script", b"\x89PNG\r\n\x1a\n javascript:",
    ],
)  # fmt: skip
def test_an_image_that_browsers_show_is_no_fault(content: bytes) -> None:
    assert picture_fault(content) == ""


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF87a", "image/gif"),
        (b"RIFF0000WEBP", "image/webp"),
        (b"RIFF0000WEBPVP8L", "image/webp"),
        (b"RIFF0000WAVE", ""),
        (b"XXXX0000WEBP", ""),
        (b" " * 1996 + b"<svg/>", "image/svg+xml"),
        (b" " * 1997 + b"<svg/>", ""),
        (b"", ""),
    ],
)
def test_an_image_is_told_by_its_first_bytes(content: bytes, kind: str) -> None:
    assert media_type(content) == kind


def test_an_image_has_two_megabytes_at_most() -> None:
    sign = b"\x89PNG\r\n\x1a\n"

    assert picture_fault(sign.ljust(LARGEST_PICTURE, b"0")) == ""
    assert "above 2 MB" in picture_fault(sign.ljust(LARGEST_PICTURE + 1, b"0"))


def test_files_that_lie_in_a_folder_are_found_behind_links_inside_it(tmp_path: Path) -> None:
    course = tmp_path / "c"
    (course / "sub").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    for file in (course / "b.md", course / "sub" / "a.md", tmp_path / "out" / "x.md"):
        file.touch()
    (course / "a.md").symlink_to(course / "b.md")
    (course / "lost.md").symlink_to(course / "gone.md")
    (course / "elsewhere").symlink_to(tmp_path / "out")

    found = [path.relative_to(course).as_posix() for path in files_inside(course)]

    assert found == ["a.md", "b.md", "sub/a.md"]


def test_what_begins_with_a_point_belongs_to_no_course(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "images" / ".trash").mkdir()
    (folder / "images" / ".trash" / "can.png").write_bytes(b"GIF8")
    (folder / ".old.md").touch()

    course = read_course(folder, shown_as="c")

    assert [picture.path for picture in course.pictures] == ["images/can.svg"]
    assert course.problems == ()


@pytest.mark.parametrize("name", ["readme.md", "README.md", "course.de.md", "7-late.md"])
def test_what_is_a_module_or_none_by_its_meaning_is_not_told_to_have_a_number(
    tmp_path: Path, name: str
) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / name).write_text("---\ntitle: T\n---\n", "utf-8")

    assert said(folder.parent) == []


def test_a_page_of_each_file_is_where_it_is_read(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")

    assert page_addresses(read_course(folder, shown_as="c")) == {
        "01-engine.md": "/learn/teaming/engine/",
        "course.md": "/learn/teaming/",
    }


def test_covers_in_other_languages_are_read_and_a_faulty_one_is_not_served(tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses")
    (folder / "course.de.md").write_text("---\ntitle: Zu zweit\nsummary: S\n---\n\nHallo.")
    (folder / "course.fr.md").write_text("Bonjour.", "utf-8")
    (folder / "old").mkdir()
    (folder / "old" / "course.it.md").write_text("---\ntitle: No\n---\n", "utf-8")

    course = read_course(folder, shown_as="c")

    assert [(one.language, one.title, one.summary, one.cover) for one in course.covers] == [
        ("de", "Zu zweit", "S", "Hallo.")
    ]
    assert [problem.file for problem in course.problems] == ["c/course.fr.md"]
