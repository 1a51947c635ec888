"""What is a person called, where do they stand in a list, and can they sign in?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.models import Person, PersonRole
from tandem.models.rows import name_of, sort_name_of
from tandem.terms import AccountState, Role
from tests.cast import NOW, Cast


@pytest.mark.parametrize(
    ("given", "surname", "name"),
    [("Sam", "Adeyemi", "Sam Adeyemi"), ("", "Adeyemi", "Adeyemi"), ("Sam", "", "Sam")],
)
def test_a_name_is_said_with_the_given_name_first(given: str, surname: str, name: str) -> None:
    assert name_of(given, surname) == Person(given_name=given, surname=surname).name == name


def test_names_stand_by_surname_then_by_given_name_then_by_who_came_first() -> None:
    names = [
        ("Zoe", "adeyemi", 1),
        ("Sam", "Zhang", 2),
        ("abe", "Adeyemi", 4),
        ("Abe", "Adeyemi", 3),
    ]

    assert sorted(sort_name_of(*one) for one in names) == [
        ("adeyemi", "abe", 3), ("adeyemi", "abe", 4), ("adeyemi", "zoe", 1), ("zhang", "sam", 2),
    ]  # fmt: skip


def test_a_name_with_marks_stands_where_it_stands_without_them() -> None:
    surnames = ["Zhang", "Øst", "Öztürk", "Adeyemi", "Ozols", "Oyelaran", "Żak"]

    order = sorted((sort_name_of("Al", surname, 1), surname) for surname in surnames)

    assert [surname for _, surname in order] == [
        "Adeyemi", "Øst", "Oyelaran", "Ozols", "Öztürk", "Żak", "Zhang",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("active", "joined", "state"),
    [
        (True, True, AccountState.JOINED),
        (True, False, AccountState.INVITED),
        (False, True, AccountState.CLOSED),
        (False, False, AccountState.CLOSED),
    ],
)
def test_a_closed_account_is_closed_whether_somebody_came_in_or_not(
    active: bool, joined: bool, state: AccountState
) -> None:
    person = Person(is_active=active, joined_at=NOW if joined else None)

    assert (person.account_state, person.has_joined) == (state, joined)


CHANGES: dict[str, Callable[[Person], object]] = {
    "opened": lambda who: setattr(who, "is_active", True),
    "written_to": lambda who: setattr(who, "email", "x@example.com"),
    "called": lambda who: setattr(who, "surname", "Sol"),
    "let_in": lambda who: setattr(who, "password_hash", "a hash"),
    "not_erased": lambda who: setattr(who, "erased_at", None),
    "given_a_role": lambda who: who.role_rows.append(PersonRole(role=Role.TRAINER)),
}


@pytest.mark.parametrize("what", CHANGES)
def test_nothing_of_somebody_changes_once_they_are_erased(
    session: Session, cast: Cast, what: str
) -> None:
    cast.sam.is_active, cast.sam.erased_at = False, NOW
    session.flush()
    assert cast.sam.is_erased
    session.expire(cast.sam, ["erased_at"])

    CHANGES[what](cast.sam)

    with pytest.raises(NoResultFound):
        session.flush()


def test_somebody_who_is_erased_and_not_changed_is_in_nobodys_way(
    session: Session, cast: Cast
) -> None:
    cast.sam.is_active, cast.sam.erased_at = False, NOW
    session.flush()

    cast.sam.is_active, cast.sue.surname = False, "Berg"
    session.flush()

    assert (cast.sue.is_erased, cast.sam.is_active) == (False, False)


def test_roles_are_held_once() -> None:
    person = Person(role_rows=[PersonRole(role=Role.REP), PersonRole(role=Role.LEADER)])

    assert person.roles == {Role.REP, Role.LEADER}


def test_another_name_is_found_under_its_own_letters(session: Session, cast: Cast) -> None:
    assert cast.sam.folded_name == "adeyemi sam"

    cast.sam.surname = "Ødegård"
    session.commit()

    assert session.merge(cast.sam).folded_name.startswith("odegard")
