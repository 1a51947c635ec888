"""Where do a site's own words stand in a text, and which form of them?"""

from __future__ import annotations

import pytest

from tandem.content.own_words import (
    FOR,
    LABEL,
    OURS,
    PEOPLE,
    PERSON,
    OwnWords,
    forms_of,
    seats_in,
    tool_names,
    words_to_roles,
)
from tandem.terms import Role

ENGLISH = {
    Role.REP: {LABEL: "sales", PERSON: "Seller", PEOPLE: "sellers"},
    Role.SUPPORT: {LABEL: "Desk", PERSON: "desk person", PEOPLE: "desk people"},
}
GERMAN = {
    Role.REP: {LABEL: "Außendienst", FOR: "den Außendienst"},
    Role.SUPPORT: {LABEL: "Büro", FOR: "das Büro"},
}
HOUSE = OwnWords("Duo", {"en": ENGLISH, "de": GERMAN})


@pytest.mark.parametrize(
    ("text", "language", "filled"),
    [
        ("[Tandem] for [rep] and [support]", "en", "Duo for sales and Desk"),
        ("[Rep], [Support]", "en", "Sales, Desk"),
        ("a [rep person], [support people]", "en", "a Seller, desk people"),
        ("[for rep] und [for support]", "de", "den Außendienst und das Büro"),
        ("[rep person]", "de", "Außendienst"),
        ("[Rep person] [tandem] [leader] []", "en", "[Rep person] [tandem] [leader] []"),
        ("no place", "en", "no place"),
    ],
)
def test_places_are_filled_in_the_form_that_they_ask_for(
    text: str, language: str, filled: str
) -> None:
    assert HOUSE.filled(text, language) == filled


@pytest.mark.parametrize(
    ("words", "language", "label"),
    [
        (HOUSE, "en", "sales"),
        (HOUSE, "de", "Außendienst"),
        (HOUSE, "fr", "sales"),
        (OURS, "en", "rep"),
        (OURS, "de", "Verkauf"),
        (OURS, "fr", "rep"),
        (OwnWords("Duo", {"de": GERMAN}), "en", "rep"),
        (OwnWords("Duo", {"en": ENGLISH}), "de", "Verkauf"),
    ],
)
def test_a_language_without_words_of_the_site_has_ours_or_else_english_ones(
    words: OwnWords, language: str, label: str
) -> None:
    assert words.of(Role.REP, language)[LABEL] == label


def test_a_form_that_the_site_has_not_is_ours_or_english() -> None:
    some = OwnWords("Duo", {"en": {Role.REP: {PEOPLE: "sellers"}}, "fr": {Role.REP: {LABEL: "v"}}})

    assert some.of(Role.REP, "en") == {LABEL: "rep", PERSON: "rep", PEOPLE: "sellers"}
    assert some.of(Role.REP, "fr") == {LABEL: "v", PERSON: "rep", PEOPLE: "sellers"}
    assert some.of(Role.SUPPORT, "fr")[LABEL] == "support"


def test_a_table_may_name_a_role_by_what_the_site_calls_it_or_one_of_them() -> None:
    assert words_to_roles(HOUSE) == {
        "sales": Role.REP, "seller": Role.REP, "außendienst".casefold(): Role.REP,
        "desk": Role.SUPPORT, "desk person": Role.SUPPORT, "büro": Role.SUPPORT,
    }  # fmt: skip
    assert words_to_roles(OURS) == {}


def test_no_tool_is_called_as_the_site_calls_support() -> None:
    empty = {Role.SUPPORT: {LABEL: "Support", PERSON: "", FOR: "den Support"}}

    assert tool_names(HOUSE) == ("büro", "desk", "desk people", "desk person")
    assert tool_names(OwnWords("Duo", {"de": empty, "en": {}})) == ()


def test_a_language_that_is_not_known_is_asked_for_the_forms_of_english() -> None:
    assert forms_of("de") == (LABEL, FOR)
    assert forms_of("fr") == forms_of("en") == (LABEL, PERSON, PEOPLE)


def test_the_two_roles_are_named_in_their_order() -> None:
    assert seats_in(HOUSE, "de") == ("Außendienst", "Büro")
    assert seats_in(OURS, "en") == ("rep", "support")
