"""What would come into the folder of courses, and does it come whole or not at all?"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tandem.content.files.archive import packed
from tandem.content.files.bringing_in import (
    Arrival,
    arrival,
    fault_of_name,
    is_taken,
    is_zip,
    numbered,
    take_over,
)
from tandem.content.files.folder import read_course
from tandem.content.formats.formats import NewModule
from tandem.content.parsing.parse import LARGEST
from tests.courses import write_course

QUIZ = b"Why?{=Because ~No}\n"
# More than is read.
LARGE = QUIZ + b" " * LARGEST


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty folder of courses."""
    folder = tmp_path / "courses"
    folder.mkdir()
    return folder


def names(folder: Path) -> list[str]:
    """Every file below a folder."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_a_quiz_becomes_a_new_course_without_an_error(root: Path) -> None:
    found = arrival([("Late Orders.gift", QUIZ)], root=root)

    assert take_over(found, root=root)
    assert names(root) == ["late-orders/01-late-orders.md", "late-orders/course.md"]
    course = read_course(root / "late-orders", shown_as="late-orders")
    assert all(module.is_sound for module in course.modules)


def test_a_quiz_stands_behind_the_modules_that_are_there(root: Path) -> None:
    write_course(root, "engine", "volcano")
    found = arrival([("engine.gift", QUIZ), ("new.gift", QUIZ)], root=root, into="teaming")

    assert take_over(found, root=root)
    assert names(root)[:4] == [
        "teaming/01-engine.md",
        "teaming/02-volcano.md",
        "teaming/03-engine-2.md",
        "teaming/04-new.md",
    ]


def test_a_zipped_course_becomes_a_folder(root: Path, tmp_path: Path) -> None:
    folder = write_course(tmp_path / "elsewhere", "engine")
    (folder / "images" / "small").mkdir()
    (folder / "images" / "can.svg").rename(folder / "images" / "small" / "can.svg")
    found = arrival([("x.zip", packed(folder))], root=root)

    assert (found.course, found.title) == ("teaming", "Respectful teaming")
    assert take_over(found, root=root)
    assert names(root / "teaming") == names(folder)


def test_nothing_is_written_over_a_course_that_is_there(root: Path, tmp_path: Path) -> None:
    folder = write_course(tmp_path / "elsewhere", "engine")
    write_course(root, "volcano")

    found = arrival([("x.zip", packed(folder))], root=root)

    assert "there is a course teaming already" in found.fault
    assert not found.is_new
    assert not take_over(found, root=root)
    assert names(root / "teaming") == ["01-volcano.md", "course.md", "images/can.svg"]
    other = arrival([("x.zip", packed(folder))], root=root, into="other")
    assert take_over(other, root=root)


def test_a_picture_that_is_none_is_left_out_and_said(root: Path, tmp_path: Path) -> None:
    folder = write_course(tmp_path / "elsewhere", "engine")
    (folder / "images" / "can.svg").write_text("<svg onload='x()'></svg>", "utf-8")

    found = arrival([("x.zip", packed(folder))], root=root)

    assert "images/can.svg" not in (found.files or {})
    missing, left_out = found.problems
    assert str(left_out).startswith("teaming/images/can.svg:1: error: left out: the SVG holds a")
    assert missing.file == "teaming/01-engine.md"


def test_what_stops_half_way_leaves_nothing_behind(root: Path) -> None:
    write_course(root, "engine")
    found = arrival([("a.gift", QUIZ), ("b.gift", QUIZ)], root=root, into="teaming")
    before = names(root)
    (root / "teaming" / "03-b.md").mkdir()

    assert not take_over(found, root=root)
    assert names(root) == before


@pytest.mark.parametrize("into", ["../out", "/tmp/out", "a/b", "Two Words", ".hidden", "é"])
def test_a_course_gets_no_name_that_leads_elsewhere(root: Path, into: str) -> None:
    found = arrival([("a.gift", QUIZ)], root=root, into=into)

    assert found.fault
    assert not take_over(found, root=root)
    assert names(root.parent) == []


def test_a_course_that_is_there_keeps_a_name_that_no_new_one_would_get(root: Path) -> None:
    write_course(root, "engine").rename(root / "Our_Team")

    found = arrival([("new.gift", QUIZ)], root=root, into="Our_Team")

    assert take_over(found, root=root)
    assert (root / "Our_Team" / "02-new.md").is_file()


@pytest.mark.parametrize(
    ("name", "content", "zipped"),
    [
        ("a.zip", b"", True),
        ("A.ZIP", b"text", True),
        ("a.gift", b"PK\x03\x04", True),
        ("a.gift", b"PK\x05\x06", False),
        ("zip", b"text", False),
    ],
)
def test_an_archive_is_known_by_its_name_or_its_first_bytes(
    name: str, content: bytes, zipped: bool
) -> None:
    assert is_zip(name, content) is zipped


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("a", True),
        ("7-steps", True),
        ("x" * 80, True),
        ("x" * 81, False),
        ("-a", False),
        ("Team", False),
        ("", False),
    ],
)
def test_a_folder_is_named_in_small_letters_digits_and_hyphens(name: str, good: bool) -> None:
    assert (fault_of_name(name) == "") is good


def test_a_name_is_taken_however_it_is_written(root: Path) -> None:
    (root / "Our-Team").mkdir()

    assert is_taken(root, "our-team")
    assert not is_taken(root, "our-tea")
    assert not is_taken(root / "nowhere", "our-team")


def modules(*names: str) -> list[NewModule]:
    """Modules of these names."""
    return [NewModule(name, name, "", 0) for name in names]


def test_modules_are_numbered_behind_the_last_and_named_unlike_all(root: Path) -> None:
    for name in ("02-a.md", "09-b.md", "09-a-2.de.md", "notes.md"):
        (root / name).touch()

    assert numbered(modules("a", "new", "new", "new"), root) == [
        NewModule("10-a-3", "a", "", 0),
        NewModule("11-new", "new", "", 0),
        NewModule("12-new-2", "new", "", 0),
        NewModule("13-new-3", "new", "", 0),
    ]


def test_a_quiz_of_nothing_is_not_taken_over(root: Path) -> None:
    empty = arrival([("a.gift", b"")], root=root)

    assert empty.fault == "there is nothing to take over"
    assert not take_over(empty, root=root)
    assert arrival([], root=root).course == "course"


def test_modules_come_into_no_folder_without_a_cover(root: Path) -> None:
    (root / "notes").mkdir()

    assert arrival([("a.gift", QUIZ)], root=root, into="notes").fault == (
        "the folder notes holds no course.md"
    )


def test_what_has_arrived_is_told_by_format_title_and_answers(root: Path) -> None:
    found = arrival([("late-orders.gift", QUIZ), ("b.gift", QUIZ)], root=root)

    assert (found.title, found.is_new, found.formats) == ("Late orders", True, ("gift",))
    assert [(module.name, module.questions) for module in found.modules] == [
        ("01-late-orders", 1),
        ("02-b", 1),
    ]
    assert (found.answers, found.kept) == (4, 4)


def test_a_zipped_course_is_told_by_its_modules_and_questions(root: Path, tmp_path: Path) -> None:
    folder = write_course(tmp_path / "elsewhere", "engine", "volcano")
    (folder / "course.de.md").write_text("---\ntitle: T\n---\n", "utf-8")
    (folder / "02-volcano.md").write_bytes(b"\x00")

    found = arrival([("x.zip", packed(folder))], root=root)

    assert (found.fault, found.formats) == ("", ("tandem",))
    assert (found.is_new, found.answers, found.kept) == (True, 0, 0)
    assert [(each.name, each.title, each.questions) for each in found.modules] == [
        ("01-engine", "Engine", 1),
        ("02-volcano", "02-volcano.md", 0),
    ]


def test_an_archive_that_is_refused_says_so_under_its_name(root: Path) -> None:
    found = arrival([("Late Orders.zip", b"no zip")], root=root)

    assert found.course == "late-orders"
    assert found.fault == "Late Orders.zip: this is no zip file that can be read"
    assert arrival([("a.zip", b"no zip")], root=root, into="b").course == "b"


def test_nothing_is_taken_over_where_there_is_no_folder_or_no_file(root: Path) -> None:
    found = arrival([("a.gift", QUIZ)], root=root)

    assert not take_over(found, root=root / "nowhere")
    assert not take_over(Arrival("a", files={}), root=root)
    assert names(root) == []


def test_an_archive_without_a_folder_in_it_is_called_by_its_file(root: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("course.md", "---\ntitle: Late\n---\n")

    assert arrival([("Late Orders.zip", target.getvalue())], root=root).course == "late-orders"


def test_a_file_that_is_not_read_is_told_as_none_of_a_format(root: Path) -> None:
    found = arrival([("late.gift", QUIZ), ("large.gift", LARGE)], root=root)

    assert found.formats == ("gift",)


def test_a_name_that_no_course_may_have_is_told_before_there_is_nothing_in_it(root: Path) -> None:
    found = arrival([("large.gift", LARGE)], root=root, into="../x")

    assert found.fault == fault_of_name("../x")


def test_what_is_no_file_of_a_course_is_left_out_and_called_as_in_the_archive(root: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("late/course.md", "---\ntitle: Late\n---\n")
        archive.writestr("late/run.sh", "")

    found = arrival([("x.zip", target.getvalue())], root=root)

    assert [str(problem) for problem in found.problems] == [
        "late/run.sh:1: warning: left out: no file of a course"
    ]
