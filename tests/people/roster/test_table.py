"""Who stands in this table? As spreadsheets save it, and as people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.people.roster.table import RosterFault, TableFault, read_roster
from tandem.terms import Role

TABLE = (
    "email,given name,surname,role,team,partner\n"
    "Jürgen@firm.example,Jürgen,Groß,rep,Nord,eva@firm.example\n"
    "eva@firm.example,Eva,Ñuñez,support,Nord,\n"
)


def faults(text: str) -> list[tuple[int, RosterFault]]:
    """What is wrong with a table, and in which row."""
    return [(fault.row, fault.kind) for fault in read_roster(text.encode()).faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_is_read_however_a_spreadsheet_saved_it(
    encoding: str, delimiter: str, end: str
) -> None:
    text = TABLE.replace(",", delimiter).replace("\n", end)

    roster = read_roster(text.encode(encoding))

    assert roster.faults == ()
    first, second = roster.rows
    assert (first.number, first.email, first.surname) == (2, "jürgen@firm.example", "Groß")
    assert (first.roles, first.team, first.partner) == ({Role.REP}, "Nord", "eva@firm.example")
    assert second.surname == "Ñuñez"


def test_german_titles_any_order_and_unknown_columns_are_understood() -> None:
    text = "Nachname;Vorname;Telefon;Rolle;E-Mail\nGroß;Eva;123;Innendienst;eva@firm.example\n"

    (row,) = read_roster(text.encode("cp1252")).rows

    assert (row.given_name, row.surname, row.roles) == ("Eva", "Groß", {Role.SUPPORT})


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (",Eva,Berg,rep", RosterFault.NO_EMAIL),
        ("no address,Eva,Berg,rep", RosterFault.BAD_EMAIL),
        ("eva@firm.example,,Berg,rep", RosterFault.NO_NAME),
        ("eva@firm.example,Eva,Berg,boss", RosterFault.UNKNOWN_ROLE),
        ("eva@firm.example,Eva,Berg,", RosterFault.NO_ROLE),
        (f"eva@firm.example,{'E' * 101},Berg,rep", RosterFault.LONG_NAME),
    ],
)
def test_a_fault_names_its_row(line: str, kind: RosterFault) -> None:
    head = "email,given name,surname,role\n"
    good = "ona@firm.example,Ona,Costa,rep\n"

    assert faults(f"{head}{good}\n{line}\n") == [(4, kind)]


def test_a_file_that_is_no_table_says_so() -> None:
    assert faults("") == [(1, RosterFault.EMPTY)]
    assert faults("a,b\n1,2\n")[0] == (1, RosterFault.NO_COLUMN)
    assert faults('email,role\n"never closed') == [(1, RosterFault.NOT_A_TABLE)]
    assert read_roster(b"PK\x03\x04\0\0").faults == (TableFault(1, RosterFault.NOT_A_WORKBOOK),)


@given(st.binary(max_size=400))
def test_nothing_that_is_brought_breaks_the_reader(content: bytes) -> None:
    roster = read_roster(content)

    assert roster.rows or roster.faults or content.count(b"\n") <= content.count(b"")


@given(st.text(max_size=200))
def test_every_row_is_read_or_has_a_fault(body: str) -> None:
    text = "email,given name,surname,role\n" + body.replace('"', "").replace("\0", "")

    roster = read_roster(text.encode("utf-8", "replace"))

    numbers = [row.number for row in roster.rows] + [fault.row for fault in roster.faults]
    assert len(numbers) == len(set(numbers))


def test_an_address_a_name_and_a_team_are_one_however_they_are_spelled() -> None:
    text = (
        "email,given name,surname,role,team\n"
        "lea@firm.example,Lea,Lenz,leader,M\u00fcnchen\n"
        "J\u00d6RG@firm.example,J\u00f6rg,Gr\u00fcn,rep,M\u00fcnchen\n"
        "jo\u0308rg@firm.example,Jo\u0308rg,Gru\u0308n,rep,Mu\u0308nchen\n"
        "\u200bbo@firm.example,Bo\u200b,Birk,support,\u00a0Mu\u0308nchen\n"
        "mailto:ana@firm.example,Ana,Sol,rep,M\u00fcnchen\n"
        "Abe Aalto <abe@firm.example>,Abe,Aalto,rep,M\u00fcnchen\n"
    )

    roster = read_roster(text.encode())

    assert roster.faults == ()
    assert {row.team for row in roster.rows} == {"M\u00fcnchen"}
    assert [row.email.partition("@")[0] for row in roster.rows] == [
        "lea", "j\u00f6rg", "j\u00f6rg", "bo", "ana", "abe",
    ]  # fmt: skip
    assert {row.given_name for row in roster.rows if row.email.startswith("j")} == {"J\u00f6rg"}
