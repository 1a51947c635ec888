"""Which words and days are understood, and what is said of the others?"""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask_babel import force_locale

from tandem.people.roster.days import is_day_first
from tandem.people.roster.names import parts_of_name
from tandem.people.roster.table import RosterFault, TableFault, read_roster
from tandem.people.roster.words import text_of
from tandem.terms import Role

HEAD = "email,given name,surname,role,team,leaves\n"


def fault_of(line: str) -> TableFault:
    """The one fault of a list of one line."""
    (fault,) = read_roster((HEAD + line + "\n").encode()).faults
    return fault


@pytest.mark.parametrize(
    ("word", "near"), [("left", ""), ("yess", "yes"), ("Nein!", "nein"), ("32.13.2026", "")]
)
def test_a_word_that_is_neither_yes_nor_no_is_a_fault_with_its_row(word: str, near: str) -> None:
    fault = fault_of(f"bo@firm.example,Bo,Birk,support,North,{word}")

    assert (fault.row, fault.kind, fault.value) == (2, RosterFault.UNKNOWN_LEAVES, word)
    assert fault.near == near


@pytest.mark.parametrize(
    ("word", "near"),
    [("suport", Role.SUPPORT), ("Vertreib", Role.REP), ("Leitnug", Role.LEADER), ("pilot", "")],
)
def test_an_unknown_role_names_the_nearest(word: str, near: str) -> None:
    fault = fault_of(f"bo@firm.example,Bo,Birk,{word},North,")

    assert (fault.kind, fault.value, fault.near) == (RosterFault.UNKNOWN_ROLE, word, near)


def test_a_role_is_named_in_the_words_of_the_page_in_its_letters(app: Flask) -> None:
    unknown = fault_of("bo@firm.example,Bo,Birk,Vertrieblerni,North,")
    elsewhere = TableFault(2, RosterFault.ROLE_NOT_HERE, Role.LEADER)

    with app.test_request_context("/"), force_locale("de"):
        assert text_of(unknown).endswith("Meintest du „Verkauf“?")
        assert "„Leitung“" in text_of(elsewhere)


def test_a_day_that_could_be_two_is_a_fault_unless_its_column_tells() -> None:
    line = "bo@firm.example,Bo,Birk,support,North,03/04/2026"
    other = "ana@firm.example,Ana,Sol,rep,North,25/12/2026"

    assert fault_of(line).kind is RosterFault.UNCLEAR_DATE
    rows = read_roster(f"{HEAD}{line}\n{other}\n".encode()).rows
    assert [row.leaves_on for row in rows] == [date(2026, 4, 3), date(2026, 12, 25)]
    assert is_day_first(["12/25/2026", "25/12/2026"]) is None


def test_an_end_far_ahead_says_that_nobody_leaves() -> None:
    (row,) = read_roster((HEAD + "bo@firm.example,Bo,Birk,rep,North,31.12.9999\n").encode()).rows

    assert (row.leaves, row.leaves_on, row.stays) == (False, None, True)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Doe, Jane", ("Jane", "Doe")),
        ("Jane Doe", ("Jane", "Doe")),
        ("Jane Mary Doe", ("Jane Mary", "Doe")),
        ("Ludwig van Beethoven", ("Ludwig", "van Beethoven")),
        ("DUPONT Marie", ("Marie", "DUPONT")),
        ("Dr. Jane Doe", ("Jane", "Doe")),
        ("van der Berg, Jan", ("Jan", "van der Berg")),
        ("Prince", ("", "Prince")),
    ],
)
def test_a_whole_name_is_parted(name: str, parts: tuple[str, str]) -> None:
    assert parts_of_name(name) == parts


def test_our_readmes_words_for_the_two_roles_are_understood() -> None:
    text = HEAD + "a@x.example,A,B,sales rep,,\nb@x.example,C,D,support person,,\n"

    assert [row.roles for row in read_roster(text.encode()).rows] == [{Role.REP}, {Role.SUPPORT}]


def test_a_name_that_lost_its_letters_is_a_fault_with_what_it_was() -> None:
    fault = fault_of("jo@firm.example,JÃ¶rg,Berg,rep,North,")

    assert (fault.kind, fault.value, fault.near) == (RosterFault.GARBLED, "JÃ¶rg", "Jörg")
