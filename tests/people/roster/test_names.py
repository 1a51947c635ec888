"""Where does a whole name part into given name and surname?"""

from __future__ import annotations

import pytest

from tandem.people.roster.names import parts_of_name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Jane von Doe", ("Jane", "von Doe")),
        ("Jane Mary van der Doe", ("Jane Mary", "van der Doe")),
        ("Van Morrison", ("Van", "Morrison")),
        ("De La Cruz", ("De", "La Cruz")),
        ("Jane Von Doe", ("Jane", "Von Doe")),
    ],
)
def test_a_surname_begins_with_the_first_particle_that_does_not_begin_the_name(
    name: str, parts: tuple[str, str]
) -> None:
    assert parts_of_name(name) == parts


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("DE LA CRUZ Ana Maria", ("Ana Maria", "DE LA CRUZ")),
        ("Jane DOE", ("Jane", "DOE")),
        ("JANE DOE", ("JANE", "DOE")),
        ("J Doe", ("J", "Doe")),
        ("Jane D", ("Jane", "D")),
        ("Li LI", ("Li", "LI")),
        ("李 Doe", ("李", "Doe")),
        ("Jane 李明", ("Jane", "李明")),
    ],
)
def test_words_in_capitals_are_the_surname_unless_all_are_or_one_is_a_letter(
    name: str, parts: tuple[str, str]
) -> None:
    assert parts_of_name(name) == parts


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Prof. Dr. Jane Doe MBA", ("Jane", "Doe")),
        ("Doe MBA, Dr. Jane", ("Jane", "Doe")),
        ("Doe, Jane, MBA", ("Jane", "Doe")),
        ("Dr. Doe, Jane Mary, Dr.", ("Jane Mary", "Doe")),
        ("Frau DOE Jane", ("Jane", "DOE")),
        ("Dr. Prince", ("", "Prince")),
        ("Dr.", ("", "")),
        ("", ("", "")),
        ("Doe,", ("", "Doe")),
    ],
)
def test_titles_are_no_part_of_a_name(name: str, parts: tuple[str, str]) -> None:
    assert parts_of_name(name) == parts
