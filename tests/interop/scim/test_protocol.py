"""What is filled in where a directory says little, and what is refused before it is read?"""

from __future__ import annotations

from typing import Any

import pytest
from scim2_models import InvalidValueException

from tandem.interop.scim.protocol import (
    SERVICE,
    filled_in,
    is_called,
    name_in,
    refuse_endless,
)
from tandem.interop.scim.resources import USERS

MIA = {"userName": "mia@example.com"}
CALLED = {"name": {"givenName": "Mia"}, "active": False, "emails": [{"value": "m@example.com"}]}


def test_somebody_without_anything_is_open_and_called_by_their_user_name() -> None:
    assert filled_in(MIA) == {
        "emails": [{"value": "mia@example.com"}],
        "active": True,
        "name": {"givenName": "mia"},
    }


def test_what_is_said_is_not_filled_in() -> None:
    assert filled_in({**MIA, **CALLED}) == {}


@pytest.mark.parametrize(
    ("left_out", "filled"),
    [
        ("emails", {"emails": [{"value": "mia@example.com"}]}),
        ("active", {"active": True}),
        ("name", {"name": {"givenName": "mia"}}),
    ],
)
@pytest.mark.parametrize("empty", [None, [], {}, "absent"])
def test_what_is_empty_is_filled_in_as_if_it_were_left_out(
    left_out: str, filled: dict[str, Any], empty: object
) -> None:
    said: dict[str, Any] = {**MIA, **CALLED, left_out: empty}
    if empty == "absent":
        del said[left_out]

    assert filled_in(said) == filled


def test_the_names_of_attributes_have_no_case() -> None:
    said = {"USERNAME": "mia@example.com", "Emails": [{"value": "m@x"}], "ACTIVE": False}

    assert filled_in(said) == {"name": {"givenName": "mia"}}


@pytest.mark.parametrize("user_name", [None, 7])
def test_without_a_user_name_no_address_is_made_up(user_name: object) -> None:
    assert "emails" not in filled_in({"userName": user_name})


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ({"givenName": "Mia"}, True),
        ({"FAMILYNAME": "Mai"}, True),
        ({"givenName": "", "familyName": "Mai"}, True),
        ({"givenName": "", "familyName": None}, False),
        ({"formatted": "Mia Mai"}, False),
        ({}, False),
        ("Mia Mai", False),
        (None, False),
    ],
)
def test_a_name_needs_a_given_name_or_a_surname(name: object, is_one: bool) -> None:
    assert is_called(name) is is_one


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"name": {"formatted": "Mia Mai"}}, {"givenName": "Mia", "familyName": "Mai"}),
        ({"name": {"formatted": "Mia"}}, {"familyName": "", "givenName": "Mia"}),
        ({"displayname": " Mia von Mai "}, {"givenName": "Mia von", "familyName": "Mai"}),
        ({"name": {"formatted": "Mia Mai"}, "displayname": "Boss"},
         {"givenName": "Mia", "familyName": "Mai"}),
        ({"name": {"formatted": ""}, "displayname": "Mia Mai"},
         {"givenName": "Mia", "familyName": "Mai"}),
        ({"name": {"middleName": "X"}, "displayname": "Mia Mai"},
         {"givenName": "Mia", "familyName": "Mai"}),
        ({"displayname": "  ", "username": "mia@example.com"}, {"givenName": "mia"}),
        ({"displayname": 7, "username": "mia"}, {"givenName": "mia"}),
    ],
)  # fmt: skip
def test_a_name_in_one_piece_is_taken_apart_at_its_last_gap(
    said: dict[str, Any], name: dict[str, str]
) -> None:
    named = name_in(said)

    assert {key: value for key, value in named.items() if value} == {
        key: value for key, value in name.items() if value
    }


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        ("x" * 2000, False),
        ("x" * 2001, True),
        ("(" * 40, False),
        ("(" * 41, True),
        ("[" * 41, True),
        ("([" * 40, False),
    ],
)
def test_a_filter_has_an_end_in_length_and_in_depth(text: str, is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(InvalidValueException, match="too long"):
            refuse_endless(text)
    else:
        refuse_endless(text)


@pytest.mark.parametrize("key", ["filter", "Filter", "FILTER"])
def test_an_endless_filter_of_a_search_is_refused_however_it_is_spelled(key: str) -> None:
    search = {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], key: "x" * 2001}

    with pytest.raises(InvalidValueException, match="This filter is too long"):
        SERVICE.read_search([USERS], search)


def test_what_is_long_in_a_search_and_no_filter_is_read_as_it_is() -> None:
    search = {
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
        "attributes": ["x" * 2001],
        "filter": 'userName eq "sam"',
    }

    request, _ = SERVICE.read_search([USERS], search)

    assert str(request.filter) == 'userName eq "sam"'
