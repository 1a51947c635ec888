"""Do the German lessons carry what the originals carry, in German dress?

That they have no faults, the checker says of all files alike (tests/curriculum/test_every_course).
"""

from __future__ import annotations

import re

import pytest
import textstat

from tandem.content.files import translations
from tandem.content.lesson import Lesson, SectionKind
from tandem.content.parsing import references
from tandem.terms import AUDIENCES, SEATS, Role
from tests.curriculum import reading
from tests.curriculum.test_every_course import COURSES, PRINTED
from tests.curriculum.test_respectful_teaming import CITATION, one_line

MODULES = {(name, module.id): module for name in COURSES for module in reading.modules(name)}
GERMAN = {
    (name, module.id): module for name in COURSES for module in reading.translations(name, "de")
}
EACH = [pytest.param(module, MODULES[key], id="/".join(key)) for key, module in GERMAN.items()]
FACES = [
    pytest.param(module, role, id=f"{name}/{module.id} for {role}")
    for (name, _), module in GERMAN.items()
    for role in sorted(reading.course(name).audience)
]
FOR_TWO = [
    pytest.param(module, id=module.id)
    for (name, _), module in GERMAN.items()
    if reading.course(name).audience.issuperset(SEATS)
]
# Marks that English sets and German does not: “ before a word, and straight ones.
FOREIGN_QUOTES = re.compile(r"“(?=\w)|\"")


def read(module: Lesson) -> str:
    """All that is read of a module by anybody, on one line."""
    return one_line(" ".join(reading.everything(module, role) for role in AUDIENCES))


@pytest.mark.parametrize(("module", "original"), EACH)
def test_a_german_module_is_the_same_lesson_of_the_same_edition(
    module: Lesson, original: Lesson
) -> None:
    assert list(translations.faults(module, original)) == []
    assert not translations.is_behind(module, original)
    assert module.title != original.title


@pytest.mark.parametrize(("module", "original"), EACH)
def test_a_german_module_has_the_sections_of_the_original(module: Lesson, original: Lesson) -> None:
    def built(one: Lesson) -> list[tuple[SectionKind, frozenset[Role]]]:
        return [(section.kind, section.roles) for section in one.sections]

    assert built(module) == built(original)


@pytest.mark.parametrize("module", FOR_TWO)
def test_no_german_face_is_more_than_a_fifth_longer_than_its_mirror(module: Lesson) -> None:
    shorter, longer = sorted(reading.count(reading.face_alone(module, role)) for role in SEATS)

    assert 0 < longer <= 1.2 * shorter


@pytest.mark.parametrize(("module", "role"), FACES)
def test_a_german_face_is_written_in_plain_german(module: Lesson, role: Role) -> None:
    """The formula gives a year of school, as Flesch and Kincaid's does for English."""
    assert textstat.wiener_sachtextformel(reading.reading(module, role), 1) <= 6


@pytest.mark.parametrize(("module", "role"), FACES)
def test_a_german_face_takes_five_to_eight_minutes_with_its_quiz(
    module: Lesson, role: Role
) -> None:
    if module.id in PRINTED:
        pytest.skip("to print")

    assert 5 <= reading.minutes(module, role) <= 8


@pytest.mark.parametrize(("module", "original"), EACH)
def test_a_german_module_shows_the_pictures_of_the_original(
    module: Lesson, original: Lesson
) -> None:
    def shown(one: Lesson) -> list[tuple[str, str]]:
        return [found for s in one.sections for found in references.IMAGE.findall(s.text)]

    german, english = shown(module), shown(original)

    assert [path for _, path in german] == [path for _, path in english]
    assert all(len(text.split()) >= 12 for text, _ in german)
    assert {text for text, _ in german}.isdisjoint(text for text, _ in english)


@pytest.mark.parametrize(("module", "original"), EACH)
def test_a_german_module_cites_what_the_original_cites(module: Lesson, original: Lesson) -> None:
    def cited(one: Lesson) -> list[str]:
        return [c for s in one.sections for c in CITATION.findall(one_line(s.text))]

    assert cited(module) == cited(original)


@pytest.mark.parametrize("module", GERMAN.values(), ids=map("/".join, GERMAN))
def test_a_german_module_sets_german_quotation_marks(module: Lesson) -> None:
    text = reading.CODE.sub("", read(module))

    assert FOREIGN_QUOTES.findall(text) == []
    assert text.count("„") == text.count("“")


@pytest.mark.parametrize("name", COURSES)
def test_the_cover_is_there_in_german(name: str) -> None:
    (cover,) = (one for one in reading.course(name).covers if one.language == "de")

    assert cover.title
    assert cover.summary
    assert cover.cover


def test_every_module_is_there_in_german() -> None:
    assert list(GERMAN) == list(MODULES)
