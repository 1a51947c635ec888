"""Is the same address, and the same name, the same however it was typed?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.spelling import address_of, as_it_was_kept, name_of

ODD = st.text(alphabet=st.sampled_from("aÄßİ\u0308@.-<>:xn \u00a0\u200b\u200c\u00ad\u0645ﬁ"))


@pytest.mark.parametrize(
    "typed",
    [
        "jörg@exämple.com",
        "JÖRG@EXÄMPLE.COM",
        "jo\u0308rg@exa\u0308mple.com",
        "jörg@xn--exmple-cua.com",
        "\u200björg@exämple.com",
        "jörg\u00ad@exämple.com\u202c",
        "\u00a0jörg@exämple.com\t",
        "mailto:jörg@exämple.com",
        "MAILTO:jörg@exämple.com?subject=Hi",
        "Jörg Grün <jörg@exämple.com>",
        "<jörg@exämple.com>",
    ],
)
def test_an_address_is_the_same_however_it_is_typed(typed: str) -> None:
    assert address_of(typed) == "jörg@exämple.com"


@pytest.mark.parametrize("other", ["jorg@exämple.com", "jörg@example.com", "jöorg@exämple.com"])
def test_another_address_stays_another(other: str) -> None:
    assert address_of(other) == other


@pytest.mark.parametrize("text", ["", "nobody", "a b@c", "two@one@example.com", "a@b <c> <d>"])
def test_what_is_no_address_is_not_made_one(text: str) -> None:
    assert address_of(text) == text


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Mu\u0308nchen", "München"),
        ("  Ana \u00a0 Sol ", "Ana Sol"),
        ("\ufeffAna\u200b", "Ana"),
        ("Ana \u200b Sol", "Ana Sol"),
        ("O’Neil-van der Berg", "O’Neil-van der Berg"),
        ("\u200b\u00ad", ""),
    ],
)
def test_a_name_is_the_same_however_it_is_typed(typed: str, name: str) -> None:
    assert name_of(typed) == name


def test_a_joiner_stays_where_it_changes_how_a_name_is_drawn() -> None:
    persian = "علی\u200cرضا"

    assert name_of(persian) == persian
    assert name_of("Li\u200cam") == "Liam"
    assert name_of("علی\u200bرضا") == "علیرضا"


@given(ODD)
def test_spelling_twice_is_spelling_once(typed: str) -> None:
    assert address_of(address_of(typed)) == address_of(typed)
    assert name_of(name_of(typed)) == name_of(typed)


@pytest.mark.parametrize("sign", "\u115f\u1160\u2800\u3164\uffa0\ufe00\ufe0f\u200b\u202e\x07\x7f")
def test_a_sign_that_takes_no_place_is_no_part_of_a_name(sign: str) -> None:
    assert name_of(f"A{sign}na {sign} Sol{sign}") == "Ana Sol"


@pytest.mark.parametrize(
    ("before", "stays"),
    [("\u05ff", False), ("\u0600", True), ("\u0dff", True), ("\u0e00", False), ("", False)],
)
def test_a_joiner_stays_behind_the_letters_of_scripts_that_join(before: str, stays: bool) -> None:
    assert ("\u200c" in name_of(f"{before}\u200c\u0628")) is stays


@pytest.mark.parametrize("joined", ["علی\u200cرضا@example.com", "علی\u200dرضا@example.com"])
def test_no_joiner_stays_in_an_address(joined: str) -> None:
    assert address_of(joined) == "علیرضا@example.com"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("sam@xn--exmple-cua.com", "sam@exämple.com"),
        ("sam@mail.xn--exmple-cua.com", "sam@mail.exämple.com"),
        ("Sam@example.com", "sam@example.com"),
        ("sam+list@example.com", "sam+list@example.com"),
    ],
)
def test_a_domain_is_written_as_people_read_it(typed: str, address: str) -> None:
    assert address_of(typed) == address


def test_an_address_was_kept_in_small_letters_without_blanks() -> None:
    assert as_it_was_kept(" Sam@Example.com\n") == "sam@example.com"
