"""What does a new course or module begin with?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
