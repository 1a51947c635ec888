"""Are the lists of real personnel systems read, in whatever language and shape?"""

from __future__ import annotations

import pytest

from tandem.people.roster.choices import ListChoices
from tandem.people.roster.table import Roster, RosterFault, read_roster
from tandem.terms import Role
from tests.people.roster.shapes import CODE_PAGES, SHAPES, TONGUES, Tongue, table, text_of


def people_in(roster: Roster) -> list[tuple[str, str, str, Role]]:
    """Whom a list names."""
    return [(row.email, row.given_name, row.surname, *row.roles) for row in roster.rows]


def people_of(tongue: Tongue) -> list[tuple[str, str, str, Role]]:
    """Whom it should name."""
    (first, second), roles = tongue.people, (Role.REP, Role.SUPPORT)
    return [
        (f"p{at}@firm.example", given, surname, roles[at])
        for at, (given, surname) in enumerate((first, second))
    ]


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_list_is_read_and_each_of_its_rows_is_accounted_for(shape: str, tongue: str) -> None:
    roster = read_roster(SHAPES[shape](TONGUES[tongue]))

    assert roster.faults == ()
    assert people_in(roster) == people_of(TONGUES[tongue])
    assert roster.number_of_rows == len(roster.rows) + len(roster.passed_over)


@pytest.mark.parametrize("tongue", CODE_PAGES)
def test_a_list_in_an_old_code_page_is_read_or_asked_about(tongue: str) -> None:
    content = text_of(table(TONGUES[tongue]), ";").encode(CODE_PAGES[tongue])

    roster = read_roster(content)

    if roster.asks_for_code_page:
        assert roster.rows == ()
        assert RosterFault.CODE_PAGE in {fault.kind for fault in roster.faults}
        roster = read_roster(content, ListChoices(code_page=CODE_PAGES[tongue]))
    assert people_in(roster) == people_of(TONGUES[tongue])
