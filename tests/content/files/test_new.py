"""What does a new course or module begin with?"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.files.folder import next_file, write_cover
from tandem.content.files.new import name_from, new_course_text, new_module_text
from tandem.content.parsing.header import COURSE_WORDS, header
from tests.content.reading import read

TITLES = [
    'The "late" order',
    "Sales: both halves",
    "C:\\new",
    "{title}",
    "- no list",
    "# 1",
    "Ä 😀",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_new_module_has_no_fault_and_its_title(title: str) -> None:
    found = read(new_module_text(title))

    assert found.problems == ()
    assert found.module
    assert found.module.title == title


@pytest.mark.parametrize("title", TITLES)
def test_a_new_course_has_no_fault_and_its_title(title: str) -> None:
    found = header(new_course_text(title), COURSE_WORDS)

    assert found.faults == ()
    assert found.text("title") == title


def test_a_new_module_shows_a_face_for_each_and_a_question() -> None:
    module = read(new_module_text("T")).module
    assert module

    assert [set(section.roles) for section in module.sections[1:3]] == [{"rep"}, {"support"}]
    assert [question.id for question in module.sections[3].questions] == ["late-request"]


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1))
def test_every_title_can_begin_a_module(title: str) -> None:
    module = read(new_module_text(title)).module

    assert module
    assert module.title == title


def test_a_name_keeps_the_letters_of_other_alphabets_that_are_like_ours() -> None:
    assert name_from("Öl & Maß") == "oel-mass"
    assert name_from("Café à Łódź") == "cafe-a-lodz"


def test_a_course_begins_with_a_cover_that_is_never_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "courses" / "new"

    assert write_cover(folder, "first")
    assert not write_cover(folder, "second")
    assert (folder / "course.md").read_text("utf-8") == "first"


def test_a_course_begins_in_a_folder_that_is_there_without_a_cover(tmp_path: Path) -> None:
    assert write_cover(tmp_path, "first")


def test_a_course_cannot_begin_where_a_file_stands(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("in the way")

    assert not write_cover(tmp_path / "new", "first")


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ([], "01-new.md"),
        (["01-a.md", "09-b.md"], "10-new.md"),
        (["100-a.md"], "101-new.md"),
        (["01-a.md", "2x-b.md", "2²-b.md", "9999999999-c.md", "notes.md"], "02-new.md"),
        (["03-newer.md", "04-new.de.md"], "05-new.md"),
    ],
)
def test_a_new_module_stands_behind_those_that_are_there(
    tmp_path: Path, files: list[str], name: str
) -> None:
    for file in files:
        (tmp_path / file).touch()

    assert next_file(tmp_path, "new") == tmp_path / name


def test_a_module_that_is_there_is_not_begun_again(tmp_path: Path) -> None:
    (tmp_path / "07-new.md").touch()

    assert next_file(tmp_path, "new") is None
