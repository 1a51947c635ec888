"""Does each of our own courses keep what a good lesson promises?"""

from __future__ import annotations

from itertools import pairwise

import pytest
import textstat
from sqlalchemy.orm import Session

from tandem.content.files.folder import read_courses
from tandem.content.lesson import CourseFolder, Lesson
from tandem.content.parsing import references
from tandem.content.rendering.html import rendered
from tandem.terms import SEATS, Role
from tests.courses import publish
from tests.curriculum import reading

# Pages to print, which nobody reads through.
PRINTED = {"your-kit"}
COURSES = [found.id for found in read_courses(reading.ROOT)]
FACES = [
    pytest.param(module, role, id=f"{name}/{module.id} for {role}")
    for name in COURSES
    for module in reading.modules(name)
    for role in sorted(reading.course(name).audience)
]
MODULES = [
    pytest.param(name, module, id=f"{name}/{module.id}")
    for name in COURSES
    for module in reading.modules(name)
]


@pytest.mark.parametrize("name", COURSES)
def test_the_checker_has_nothing_to_say(name: str) -> None:
    found = reading.course(name)

    assert [str(problem) for problem in problems(found)] == []


def test_nor_has_publishing(session: Session) -> None:
    assert [str(problem) for problem in publish(session, reading.ROOT).problems] == []


def problems(found: CourseFolder) -> list[object]:
    """What the checker says about a course and each of its modules."""
    return [*found.problems, *(one for module in found.modules for one in module.problems)]


@pytest.mark.parametrize(("module", "role"), FACES)
def test_a_face_is_written_in_plain_english(module: Lesson, role: Role) -> None:
    assert textstat.flesch_kincaid_grade(reading.reading(module, role)) <= 8


@pytest.mark.parametrize(("module", "role"), FACES)
def test_a_face_takes_five_to_eight_minutes_with_its_quiz(module: Lesson, role: Role) -> None:
    if module.id in PRINTED:
        pytest.skip("to print")
    takes = reading.minutes(module, role)

    assert 5 <= takes <= 8
    assert abs(module.minutes - takes) <= 2.5, "the minutes named are not those it takes"


@pytest.mark.parametrize(("name", "module"), MODULES)
def test_no_face_is_more_than_a_fifth_longer_than_its_mirror(name: str, module: Lesson) -> None:
    if not reading.course(name).audience.issuperset(SEATS):
        pytest.skip("no course for two")
    shorter, longer = sorted(reading.count(reading.face_alone(module, role)) for role in SEATS)

    assert 0 < longer <= 1.2 * shorter


@pytest.mark.parametrize(("name", "module"), MODULES)
def test_a_module_has_a_drawn_picture_whose_text_carries_it(name: str, module: Lesson) -> None:
    texts = [found for s in module.sections for found in reading.PICTURE.findall(s.text)]
    paths = [found for s in module.sections for found in references.IMAGE.findall(s.text)]

    assert any(path.endswith(".svg") for _, path in paths)
    assert all(len(text.split()) >= 12 for text in texts)


@pytest.mark.parametrize("name", COURSES)
def test_every_picture_is_drawn_for_light_and_dark_and_used(name: str) -> None:
    found = reading.course(name)
    used = {
        path
        for file in found.modules
        for _, path in references.IMAGE.findall(file.source)
    }  # fmt: skip

    assert {picture.path for picture in found.pictures} == used
    assert all(b"prefers-color-scheme: dark" in picture.content for picture in found.pictures)


@pytest.mark.parametrize(("name", "module"), MODULES)
def test_a_module_opens_with_a_scene_and_ends_with_a_quiz(name: str, module: Lesson) -> None:
    shown = rendered(module, picture_address=lambda path: f"/{path}")

    assert shown.sections[0].title == "", "a scene comes before the first heading"
    assert module.id in PRINTED or any(section.questions for section in shown.sections)


@pytest.mark.parametrize("name", COURSES)
def test_modules_are_numbered_without_a_gap(name: str) -> None:
    found = reading.course(name)
    numbers = [file.position for file in found.modules if file.is_own_of(found)]

    assert numbers[0] == 1
    assert all(later - earlier == 1 for earlier, later in pairwise(numbers))
