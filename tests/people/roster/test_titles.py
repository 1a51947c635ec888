"""What do titles and words mean that are written as others write them?"""

from __future__ import annotations

import pytest

from tandem.people.roster import titles
from tandem.people.roster.titles import Column
from tandem.terms import Role


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("E-Mail", Column.EMAIL),
        ("E-MAIL ADDRESS:", Column.EMAIL),
        ("Vorname (Rufname)", Column.GIVEN_NAME),
        ("Surname [as in passport]", Column.SURNAME),
        ("Position {code}", Column.ROLE),
        ("Team - 2026", Column.TEAM),
        ("Prenom", Column.GIVEN_NAME),
        ("Telefon", None),
        ("", None),
        ("()", None),
    ],
)
def test_a_title_is_known_whatever_stands_around_it(title: str, column: Column | None) -> None:
    assert titles.column_titled(title) is column


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Pre\u0301nom", "prenom"), ("PRÉNOM", "prenom"), ("E-Mail_Adresse: ", "emailadresse"),
        ("Straße 7", "strasse7"), ("Имя", "имя"), ("ﬁrm", "firm"), ("-\u0301", ""),
    ],
)  # fmt: skip
def test_a_word_is_compared_without_case_blanks_signs_and_the_marks_of_its_letters(
    text: str, plain: str
) -> None:
    assert titles.plain(text) == plain


@pytest.mark.parametrize(("length", "column"), [(60, Column.EMAIL), (61, None)])
def test_a_title_may_have_sixty_signs(length: int, column: Column | None) -> None:
    title = "Email (" + "x" * (length - 8) + ")"

    assert len(title) == length
    assert titles.column_titled(title) is column
    assert titles.column_like(title) is column


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("Emial address", Column.EMAIL),
        ("Vornahme", Column.GIVEN_NAME),
        ("Abteilng", Column.TEAM),
        ("Tam", None),
        ("Tema", None),
        ("Teem", None),
        ("Teams", Column.TEAM),
        ("Rolo", Column.ROLE),
        ("Stele", Column.ROLE),
        ("Ort", None),
    ],
)
def test_a_title_with_a_slip_is_taken_for_the_one_it_is_nearly(
    title: str, column: Column | None
) -> None:
    assert titles.column_like(title) is column


def test_our_own_titles_win_over_those_of_others() -> None:
    assert titles.all_titles().items() >= titles.own_titles().items()
    assert set(titles.own_titles().values()) == set(Column) - {Column.FULL_NAME}


@pytest.mark.parametrize("role", Role)
def test_every_role_is_called_by_its_own_name(role: Role) -> None:
    assert titles.role_called(role.value.upper()) is role


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("Inendienst", Role.SUPPORT), ("Verkaufer", Role.REP), ("admn", Role.ADMIN),
        ("traner", Role.TRAINER), ("Teamleitr", Role.LEADER), ("rp", Role.REP), ("boss", ""),
    ],
)  # fmt: skip
def test_the_role_of_the_nearest_word_is_named(word: str, near: str) -> None:
    assert titles.nearest_role(word) == near


@pytest.mark.parametrize(
    ("word", "near"),
    [("ye", "yes"), ("Noo", "no"), ("fals", "false"), ("q", ""), ("yx", ""), ("wha", "")],
)
def test_the_nearest_answer_is_a_word_and_no_single_sign(word: str, near: str) -> None:
    assert titles.nearest_answer(word) == near
