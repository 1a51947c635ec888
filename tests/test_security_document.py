"""Does docs/security.md answer each number of ASVS 5.0.0, levels 1 and 2, once and with a reason?

That the tests it names are there, `test_documents.py` looks at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parent.parent / "docs" / "security.md"
# The sections of the standard (tag v5.0.0), and up to which number each goes in levels 1 and 2.
SECTIONS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1,
    "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4,
    "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5,
    "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2,
    "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11,
    "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1,
    "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5,
    "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5,
    "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2,
}  # fmt: skip
WANTED = [f"{section}.{n}" for section, last in SECTIONS.items() for n in range(1, last + 1)]
NUMBER = re.compile(r"\d+\.\d+\.\d+")


def rows() -> Iterator[list[str]]:
    """The lines of every table: what is asked, how it stands, where."""
    for line in DOCUMENT.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and NUMBER.match(cells[0]):
            yield cells


def numbers(row: list[str]) -> list[str]:
    """The numbers that a line answers."""
    return NUMBER.findall(row[0])


def test_every_number_of_levels_one_and_two_is_answered_once() -> None:
    answered = [number for row in rows() for number in numbers(row)]

    assert sorted(set(WANTED) - set(answered)) == []
    assert sorted(number for number in set(answered) if answered.count(number) > 1) == []


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: numbers(row)[0])
def test_each_line_says_met_or_why_not_and_what_holds_it(row: list[str]) -> None:
    _, verdict, holds = row

    assert verdict.startswith(("met", "in part", "not met", "nothing here"))
    if verdict.startswith("met"):
        assert "`" in holds or "](" in holds
    if verdict.startswith(("in part", "not met")):
        assert len(verdict) > len("not met: ") or len(holds) > len("[Settings](settings.md)")


def test_nearly_all_that_is_met_names_its_test() -> None:
    met = [row for row in rows() if row[1].startswith("met")]
    tested = [row for row in met if "`tests/" in row[2]]

    assert len(tested) / len(met) > 0.9
