"""Who stands in this table? As spreadsheets save it, and as people write it."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tandem.people.roster.choices import ListChoices
from tandem.people.roster.table import (
    PassedOverAs,
    Roster,
    RosterFault,
    TableFault,
    is_address,
    read_roster,
)
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
        ("eva@firm.example,,Berg,rep", RosterFault.NO_GIVEN_NAME),
        ("eva@firm.example,Eva,,rep", RosterFault.NO_SURNAME),
        ("eva@firm.example,,,rep", RosterFault.NO_NAME),
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

    numbers = [row.number for row in roster.rows]
    assert len(numbers) == len(set(numbers))
    assert not set(numbers) & {fault.row for fault in roster.faults}


def test_all_that_is_wrong_with_a_row_is_named_at_once() -> None:
    head, good = "email,given name,surname,role,team,leaves\n", "ona@firm.example,Ona,Costa,rep,,\n"

    assert faults(head + good + "eva@firm.example,,Berg,boss;chair,North,\n") == [
        (3, RosterFault.UNKNOWN_ROLE), (3, RosterFault.UNKNOWN_ROLE), (3, RosterFault.NO_GIVEN_NAME)
    ]  # fmt: skip
    assert faults(head + "a@@b,,,rep,,\n") == [(2, RosterFault.BAD_EMAIL), (2, RosterFault.NO_NAME)]
    assert faults(head + "eva@firm.example,Eva,Berg,boss,North,soon\n") == [
        (2, RosterFault.UNKNOWN_ROLE), (2, RosterFault.UNKNOWN_LEAVES)
    ]  # fmt: skip


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


HEAD = "email,given name,surname,role,team,partner,leaves\n"


def rows(text: str) -> list[tuple[int, str]]:
    """The number and the address of each person in a table."""
    return [(row.number, row.email) for row in read_roster(text.encode()).rows]


def passed(body: str) -> list[tuple[int, PassedOverAs, str]]:
    """The rows of a table with our heads that are taken for no person."""
    over = read_roster((HEAD + body).encode()).passed_over[1:]
    return [(row.row, row.kind, row.text) for row in over]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("---,===,,,,,", PassedOverAs.LINE),
        ("* * *,,,,,,", PassedOverAs.LINE),
        ("EMAIL,Given-Name,Surname,Role,Team,Partner,Leaves", PassedOverAs.HEAD_AGAIN),
        ("Total: 3,,,,,,", PassedOverAs.TOTAL),
        ("Summe,3,people,,,,", PassedOverAs.TOTAL),
        ("total=3,,,,,,", PassedOverAs.TOTAL),
        ("Gesamt(3),,,,,,", PassedOverAs.TOTAL),
    ],
)
def test_a_row_that_is_about_nobody_is_passed_over_and_named(line: str, kind: PassedOverAs) -> None:
    text = " ".join(cell for cell in line.split(",") if cell)

    assert passed(f"{line}\na@firm.example,A,B,rep,,,\n") == [(2, kind, text)]


@pytest.mark.parametrize(
    "line",
    [
        "total,3,people,more,,,",
        "Totally,,,,,,",
        "email,given name,surname,role,team,partner,x",
        "a,---,,,,,",
        "a note,,,,,,",
    ],
)
def test_any_other_row_without_an_address_is_a_fault(line: str) -> None:
    text = f"{HEAD}{line}\na@firm.example,A,B,rep,,,\n"

    assert [row for row, _ in faults(text)] == [2]


def test_a_single_cell_is_a_note_below_the_last_address_alone() -> None:
    body = "above,,,,,,\na@firm.example,A,B,rep,,,\n,below,,,,,\n,two,cells,,,,\n"

    assert passed(body) == [(4, PassedOverAs.NOTE, "below")]
    assert faults(HEAD + body) == [(2, RosterFault.BAD_EMAIL), (5, RosterFault.NO_EMAIL)]


def test_a_list_without_any_address_has_no_note() -> None:
    assert faults(HEAD + "Sam,,,,,,\n") == [(2, RosterFault.BAD_EMAIL)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("yes", (True, None, False)),
        ("JA", (True, None, False)),
        ("no", (False, None, True)),
        ("-", (False, None, True)),
        ("", (False, None, False)),
        ("2026-11-30", (False, date(2026, 11, 30), False)),
        ("9999-12-31", (False, None, True)),
    ],
)
def test_the_last_column_says_who_leaves_when_and_who_stays(
    cell: str, expected: tuple[bool, date | None, bool]
) -> None:
    (row,) = read_roster(f"{HEAD}a@firm.example,A,B,rep,,,{cell}\n".encode()).rows

    assert (row.leaves, row.leaves_on, row.stays) == expected


@pytest.mark.parametrize("cell", ["yes", "2026-11-30"])
def test_of_whoever_leaves_the_address_is_enough(cell: str) -> None:
    assert rows(f"{HEAD}a@firm.example,,,,,,{cell}\n") == [(2, "a@firm.example")]


@pytest.mark.parametrize("cell", ["no", "", "9999-12-31"])
def test_of_whoever_stays_name_and_role_are_needed(cell: str) -> None:
    assert faults(f"{HEAD}a@firm.example,A,,rep,,,{cell}\n") == [(2, RosterFault.NO_SURNAME)]
    assert faults(f"{HEAD}a@firm.example,,B,rep,,,{cell}\n") == [(2, RosterFault.NO_GIVEN_NAME)]
    assert faults(f"{HEAD}a@firm.example,A,B,,,,{cell}\n") == [(2, RosterFault.NO_ROLE)]


@pytest.mark.parametrize(
    ("given", "surname", "team", "is_read"),
    [
        (100, 1, 1, True),
        (1, 100, 100, True),
        (101, 1, 1, False),
        (1, 101, 1, False),
        (1, 1, 101, False),
    ],
)
def test_names_of_people_and_teams_have_a_hundred_letters_at_most(
    given: int, surname: int, team: int, is_read: bool
) -> None:
    line = f"a@firm.example,{'g' * given},{'s' * surname},rep,{'t' * team},,\n"

    assert faults(HEAD + line) == ([] if is_read else [(2, RosterFault.LONG_NAME)])


@pytest.mark.parametrize(
    ("cell", "roles"),
    [
        ("rep;support", {Role.REP, Role.SUPPORT}),
        ("rep / support", {Role.REP, Role.SUPPORT}),
        ("rep+leader", {Role.REP, Role.LEADER}),
        ("support & trainer", {Role.SUPPORT, Role.TRAINER}),
        ("rep;", {Role.REP}),
        ("Engineer;leader", {Role.REP, Role.LEADER}),
        ("Admin", {Role.TRAINER}),
    ],
)
def test_roles_are_parted_by_any_sign_and_the_words_of_the_site_come_first(
    cell: str, roles: set[Role]
) -> None:
    own = {"engineer": Role.REP, "admin": Role.TRAINER}

    (row,) = read_roster(f"{HEAD}a@firm.example,A,B,{cell},,,\n".encode(), own=own).rows

    assert row.roles == roles


@pytest.mark.parametrize(("length", "is_one"), [(254, True), (255, False)])
def test_an_address_has_254_signs_at_most(length: int, is_one: bool) -> None:
    domain = ".".join(["d" * 60] * 4)
    email = "x" * (length - len(domain) - 5) + f"@{domain}.com"

    assert len(email) == length
    assert is_address(email) is is_one


def test_a_row_of_cells_that_are_marked_as_texts_is_read_without_the_marks() -> None:
    text = f"{HEAD}'ann@firm.example,'Ann,'Lee,'rep,'North,,\nbo@firm.example,Bo,'t Hart,rep,,,\n"

    ann, bo = read_roster(text.encode()).rows

    assert (ann.email, ann.given_name, ann.team) == ("ann@firm.example", "Ann", "North")
    assert bo.surname == "'t Hart"


def test_heads_that_are_missing_name_ten_columns_that_are_not_used() -> None:
    titles = ",".join(f"x{number}" for number in range(12))

    fault = read_roster(f"\n{titles},mail,role,given name\n".encode()).faults[0]

    assert (fault.row, fault.kind, fault.value) == (2, RosterFault.NO_COLUMN, "surname")
    assert fault.near == ", ".join(f"x{number}" for number in range(10))


def test_letters_that_a_chosen_code_page_does_not_have_name_each_of_their_rows() -> None:
    content = HEAD.encode() + b"a@firm.example,A,B\x81,rep,,,\nb@firm.example,C,\x9d,rep,,,\n"

    found = read_roster(content, ListChoices(code_page="cp1252"))

    assert [(fault.row, fault.kind, fault.value) for fault in found.faults] == [
        (2, RosterFault.NOT_IN_CODE_PAGE, "cp1252"),
        (3, RosterFault.NOT_IN_CODE_PAGE, "cp1252"),
    ]


def test_what_is_chosen_is_kept_in_what_was_read() -> None:
    text = (HEAD + "a@firm.example,A,B,rep,,,\n").encode()

    assert read_roster(text, ListChoices(is_whole=True)).is_whole is True
    assert read_roster(text).is_whole is False
    assert read_roster(text).number_of_rows == 2
    assert Roster((), ()).number_of_rows == 0


def test_letters_that_could_be_others_name_their_first_row_and_three_of_them() -> None:
    people = ("Ann,Lee", "Łukasz,Świątek", "Żaneta,Gębala", "Święta,Łódzka")
    body = "".join(f"p{at}@firm.example,{name},rep,,,\n" for at, name in enumerate(people))

    found = read_roster((HEAD + body).encode("cp1250"))

    (fault,) = found.faults
    assert (found.asks_for_code_page, fault.row, fault.kind) == (True, 3, RosterFault.CODE_PAGE)
    assert len(fault.value.split(", ")) == 3
    chosen = read_roster((HEAD + body).encode("cp1250"), ListChoices(code_page="cp1250"))
    assert (chosen.asks_for_code_page, len(chosen.rows)) == (False, 4)


def test_letters_that_are_clear_or_of_a_workbook_are_not_asked_about() -> None:
    file = io.BytesIO()
    Workbook().save(file)

    for content in (HEAD.encode(), HEAD.replace("team", "tëam").encode(), file.getvalue(), b""):
        assert read_roster(content).asks_for_code_page is False
