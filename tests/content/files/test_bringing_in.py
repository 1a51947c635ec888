"""What would come into the folder of courses, and does it come whole or not at all?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem.content.files.archive import packed
from tandem.content.files.bringing_in import arrival, take_over
from tandem.content.files.folder import read_course
from tests.courses import write_course

QUIZ = b"Why?{=Because ~No}\n"


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
    found = arrival([("x.zip", packed(folder))], root=root)

    assert (found.course, found.title) == ("teaming", "Respectful teaming")
    assert take_over(found, root=root)
    assert names(root / "teaming") == names(folder)


def test_nothing_is_written_over_a_course_that_is_there(root: Path, tmp_path: Path) -> None:
    folder = write_course(tmp_path / "elsewhere", "engine")
    write_course(root, "volcano")

    found = arrival([("x.zip", packed(folder))], root=root)

    assert "there is a course teaming already" in found.fault
    assert not take_over(found, root=root)
    assert names(root / "teaming") == ["01-volcano.md", "course.md", "images/can.svg"]
    other = arrival([("x.zip", packed(folder))], root=root, into="other")
    assert take_over(other, root=root)


def test_a_picture_that_is_none_is_left_out_and_said(root: Path, tmp_path: Path) -> None:
    folder = write_course(tmp_path / "elsewhere", "engine")
    (folder / "images" / "can.svg").write_text("<svg onload='x()'></svg>", "utf-8")

    found = arrival([("x.zip", packed(folder))], root=root)

    assert "images/can.svg" not in (found.files or {})
    assert "left out: the SVG holds a script" in str(found.problems)


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
