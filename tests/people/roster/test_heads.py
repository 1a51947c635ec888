"""Which row names the columns, and what is each column taken for?"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tandem.people.roster import heads
from tandem.people.roster.heads import Head, head_of
from tandem.people.roster.sheets import RosterSheet, SheetRow
from tandem.people.roster.titles import Column

PERSON = "eva@firm.example,Eva,Berg,rep"


def rows(*lines: str) -> tuple[SheetRow, ...]:
    """Rows of a sheet; an empty line is only counted."""
    return tuple(SheetRow(n, tuple(line.split(","))) for n, line in enumerate(lines, 1) if line)


def head(*lines: str, columns: dict[int, Column] | None = None) -> Head:
    """The head of a sheet of these lines."""
    return head_of(RosterSheet(rows(*lines)), columns=columns)


def columns(*titles: str) -> dict[int, Column]:
    """What columns of these titles are taken for, where nothing stands below them."""
    return heads.guess(titles, ())


def test_the_row_with_the_most_known_titles_is_the_head_and_what_is_above_it_a_title() -> None:
    found = head("Team North", "", "Mail,Surname,Role", "Mail,First name,Surname,Role", PERSON)

    assert (found.rows, found.above) == ((4,), (1, 3))
    assert found.titles == ("Mail", "First name", "Surname", "Role")


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (("Mail,Role", "Role,Mail", PERSON), 1),
        (("Mail,Role", "Role,Mail,Phone", PERSON), 2),
        (("Mail,Role,,", "Role,Mail", PERSON), 1),
        (("x,y,z", "Mail", PERSON), 2),
        (("Mail,Role,a@b.example", "Mail", PERSON), 2),
        (("x", "y"), 1),
        (("x,y", "a@b.example,z"), 1),
        (("a@b.example,z", "x,y"), 1),
    ],
)
def test_among_equals_the_row_with_more_filled_cells_is_the_head_then_the_first(
    lines: tuple[str, ...], number: int
) -> None:
    assert head(*lines).rows[0] == number


@pytest.mark.parametrize(("before", "is_found"), [(29, True), (30, False)])
def test_the_head_stands_in_the_first_thirty_rows(before: int, is_found: bool) -> None:
    found = head(*["x"] * before, "Mail,Given name,Surname,Role", PERSON)

    assert found.rows == ((before + 1,) if is_found else (1,))


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (("Name,,Mail,Role", "Given name,Surname", PERSON), (1, 2)),
        (("Name,,Mail,Role", "Given name,Surname, ,", PERSON), (1, 2)),
        (("Name,,Mail,Role", "Given name,Surname"), (1, 2)),
        (("Name,,Mail,Role", "", "Given name,Surname", PERSON), (1,)),
        (("Name,,Mail,Role", "Given name,Phone", PERSON), (1,)),
        (("Given name,Surname,Mail,Role", "Given name,Surname", PERSON), (1,)),
        (("Name,,Mail,Role", "Given name,a@b.example", PERSON), (1,)),
        (("Mail,Role", "Given name", "Surname"), (1, 2)),
        (("Mail,Given name,Surname,Role",), (1,)),
    ],
)
def test_a_second_row_of_titles_right_below_belongs_to_the_head_where_it_says_more(
    lines: tuple[str, ...], numbers: tuple[int, ...]
) -> None:
    assert head(*lines).rows == numbers


def test_what_stands_below_a_title_takes_its_place() -> None:
    assert heads.joined(["Name", "", "Mail"], ["Given name", " Surname "]) == [
        "Given name", "Surname", "Mail",
    ]  # fmt: skip
    assert heads.joined(["Name"], ["", "Role", "x"]) == ["Name", "Role", "x"]


@pytest.mark.parametrize(
    ("titles", "taken"),
    [
        (("Mail", "E-Mail"), {0: Column.EMAIL}),
        (("Courriel", "Mail"), {1: Column.EMAIL}),
        (("Email adress", "Courriel"), {0: Column.EMAIL}),
        (("Name", "Given name"), {0: Column.SURNAME, 1: Column.GIVEN_NAME}),
        (("Name", "Surname"), {0: Column.FULL_NAME, 1: Column.SURNAME}),
        (("Name", "Given name", "Surname"), {1: Column.GIVEN_NAME, 2: Column.SURNAME}),
        (("Name",), {0: Column.FULL_NAME}),
        (("", "Phone"), {}),
    ],
)
def test_each_column_is_taken_once_and_the_surest_title_first(
    titles: Sequence[str], taken: dict[int, Column]
) -> None:
    assert columns(*titles) == taken


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (["a@b.example"], Column.EMAIL),
        (["a@b.example"] * 4 + ["x"], None),
        (["a@b.example"] * 5 + ["x"], Column.EMAIL),
        (["rep"], Column.ROLE),
        (["rep", "support", "rep", "sales", "boss"], None),
        (["rep", "support", "rep", "sales", "rep", "boss"], Column.ROLE),
        (["", " ", "rep"], Column.ROLE),
        (["", " "], None),
        ([], None),
        (["rep"] * 50 + ["x"] * 50, Column.ROLE),
        (["rep"] * 41 + ["x"] * 9 + ["rep"] * 50, Column.ROLE),
        (["rep"] * 40 + ["x"] * 10 + ["rep"] * 50, None),
    ],
)
def test_a_column_of_addresses_or_roles_in_more_than_four_of_five_rows_is_known_by_them(
    cells: list[str], column: Column | None
) -> None:
    body = [SheetRow(number, ("x", cell)) for number, cell in enumerate(cells)]

    assert heads.column_by_content([*body, SheetRow(99, ("short",))], 1) is column


def test_titles_in_other_words_are_guessed_and_our_own_are_certain() -> None:
    ours = head("Mail,Given name,Surname,Role", PERSON)
    other = head("Mail,Prénom,Surname,Role", PERSON)
    more = head("Mail,Given name,Surname,Role,Phone,", PERSON)

    assert (ours.guessed, ours.unused, ours.is_certain) == (frozenset(), (), True)
    assert (other.guessed, other.unused, other.is_certain) == (frozenset({1}), (), False)
    assert (more.guessed, more.unused, more.is_certain) == (frozenset(), ("Phone",), False)


@pytest.mark.parametrize(
    ("titles", "missing"),
    [
        ("Mail,Role", (Column.GIVEN_NAME, Column.SURNAME)),
        ("Name,Phone", (Column.EMAIL, Column.ROLE)),
        ("Name,Mail,Role", ()),
        ("Surname,Role", (Column.EMAIL, Column.GIVEN_NAME)),
    ],
)
def test_mail_role_and_both_names_or_the_whole_one_are_needed(
    titles: str, missing: tuple[Column, ...]
) -> None:
    assert head(titles).missing == missing


def test_what_somebody_has_chosen_is_certain_once_nothing_is_missing() -> None:
    whole = dict(enumerate([Column.EMAIL, Column.FULL_NAME, Column.ROLE]))
    chosen = head("Who,What,How", "x,y,z", columns=whole)
    part = head("Who,What,How", "x,y,z", columns={0: Column.EMAIL})
    wider = head("Who,What,How,More", columns=whole)

    assert (chosen.columns, chosen.guessed, chosen.is_chosen) == (whole, frozenset(), True)
    assert (chosen.is_certain, part.is_certain, wider.is_certain) == (True, False, True)
    assert (part.unused, wider.unused) == (("What", "How"), ("More",))


def test_of_two_columns_that_hold_the_same_the_first_is_read() -> None:
    chosen = {2: Column.EMAIL, 0: Column.EMAIL, 1: Column.ROLE}

    assert head("a,b,c", "x,y,z", columns=chosen).places == {Column.EMAIL: 0, Column.ROLE: 1}


@pytest.mark.parametrize(
    ("titles", "is_same"),
    [
        ("MAIL,given-name,Surname", True),
        ("Mail,Given name,Surname,,", True),
        ("Mail,Surname,Given name", False),
        (",Mail,Given name,Surname", False),
        ("Mail,Given name,Surname,x", False),
    ],
)
def test_heads_are_the_same_but_for_case_signs_and_empty_columns_behind(
    titles: str, is_same: bool
) -> None:
    assert (head(titles).key == head("Mail,Given name,Surname").key) is is_same


def test_heads_without_any_title_are_the_same_however_many_columns_they_have() -> None:
    none, two = (Head((1,), (), titles, {}, frozenset()) for titles in ((), ("", " ")))

    assert none.key == two.key


@pytest.mark.parametrize("place", [3, 4])
def test_what_was_chosen_for_a_column_that_is_not_there_is_left_out(place: int) -> None:
    chosen = {0: Column.EMAIL, place: Column.TEAM}

    assert head("Who,What,How", "x,y,z", columns=chosen).columns == {0: Column.EMAIL}


def test_what_stands_above_the_people_says_nothing_of_what_a_column_holds() -> None:
    people = ["Berg,Eva,rep,eva@firm.example"] * 4

    found = head("Our people", "Surname,Given name,Role,Reach", *people)

    assert (found.rows, found.columns[3]) == ((2,), Column.EMAIL)


def test_what_stands_in_a_column_says_nothing_of_one_whose_title_is_known() -> None:
    body = rows("a@b.example,c@d.example,rep", "e@f.example,g@h.example,support")

    assert heads.guess(("Surname", "x", "Team"), body) == {
        0: Column.SURNAME, 1: Column.EMAIL, 2: Column.TEAM,
    }  # fmt: skip
    assert heads.guess(("x", "y", "z"), body) == {0: Column.EMAIL, 2: Column.ROLE}
