"""Do texts leave the name and the roles to the site, and are its words put there?"""

from __future__ import annotations

import re

import pytest
from flask import Flask, render_template_string
from flask_babel import force_locale, gettext, ngettext

from tandem.content.own_words import (
    DEFAULTS,
    FORMS,
    PLACE,
    OwnWords,
    forms_of,
    seats_in,
    tool_names,
    words_to_roles,
)
from tandem.terms import Role
from tandem.web.interface_texts import SiteDomain
from tests.web.test_languages import CATALOGUES, catalogue, texts

OWN = OwnWords(
    "Forge & Frame",
    {
        "en": {
            Role.REP: {"label": "engineer", "person": "engineer", "people": "engineers"},
            Role.SUPPORT: {"label": "design", "person": "designer", "people": "designers"},
        },
        "de": {
            Role.REP: {"label": "Technik", "for": "die Technik"},
            Role.SUPPORT: {"label": "Gestaltung", "for": "die Gestaltung"},
        },
    },
)
OURS = re.compile(r"\b(reps?|support|Verkauf|Vertrieb|Innendienst|Tandem)\b", re.IGNORECASE)
# No words for readers: names within a file of a lesson, values that are filled in, a setting.
NO_WORDS = re.compile(r"for=(?:rep|support)|%\((?:rep|support)\)s|TANDEM_\w+")
# What a file of a lesson may say, told to whoever writes it. There the roles are called so always.
OF_FILES = (
    "for needs one or more of",
    "for=%(value)s names nobody",
    "nobody would do this: a step of the pair is for",
    "this table is on its side",
    "{choice} needs a table",
    # Told to a directory that sends roles: these are the values it may send.
    "There is no role “%(about)s” here",
)


def literal(text: str) -> bool:
    """Does a text say the name or a role itself?"""
    return bool(OURS.search(NO_WORDS.sub("", PLACE.sub("", text))))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_no_text_names_the_site_or_a_role_itself(path: object) -> None:
    found = []
    for message in catalogue(path):  # type: ignore[arg-type]
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        if ids[0] and not ids[0].startswith(OF_FILES):
            found += [text for text in [*ids, *texts(message)] if literal(text)]

    assert len(catalogue(path)) > 1000  # type: ignore[arg-type]
    assert found == []


@pytest.mark.parametrize("start", OF_FILES)
def test_a_text_is_excepted_only_while_it_is_there(start: str) -> None:
    ids = [one.id if isinstance(one.id, str) else one.id[0] for one in catalogue(CATALOGUES[0])]

    assert any(text.startswith(start) and literal(text) for text in ids)


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("[Tandem]: one [rep person], one [support person]", "en",
         "Forge & Frame: one engineer, one designer"),
        ("[Rep] and [support], [rep people] and [support people]", "en",
         "Engineer and design, engineers and designers"),
        ("Wartet auf [for rep], [Support] fertig", "de",
         "Wartet auf die Technik, Gestaltung fertig"),
        ("[Rep] of a language nobody set", "fr", "Engineer of a language nobody set"),
        ("- [x] right, [[gap]], [text](#scene), [REP]", "en",
         "- [x] right, [[gap]], [text](#scene), [REP]"),
    ],
)  # fmt: skip
def test_a_place_gets_the_words_of_the_site(text: str, language: str, said: str) -> None:
    assert OWN.filled(text, language) == said


def test_without_own_words_ours_are_said() -> None:
    assert OwnWords().filled("[Tandem] [Rep] [support person]", "en") == "Tandem Rep support person"
    assert OwnWords().filled("Wartet auf [for rep]", "de") == "Wartet auf den Verkauf"


@pytest.mark.parametrize("language", FORMS)
def test_every_form_that_a_language_needs_is_there(language: str) -> None:
    for role in (Role.REP, Role.SUPPORT):
        assert set(DEFAULTS[language][role]) == set(FORMS[language])


def test_a_table_may_use_the_words_of_the_site() -> None:
    known = words_to_roles(OWN)

    assert known["engineer"] is Role.REP
    assert known["gestaltung"] is Role.SUPPORT


def test_code_and_templates_say_the_same_words(app: Flask) -> None:
    with app.test_request_context(), force_locale("de"):
        assert gettext("Waiting for [rep]") == "Wartet auf den Verkauf"
        assert render_template_string("{{ _('Waiting for [rep]') }}") == "Wartet auf den Verkauf"
        assert gettext("[rep] %(done)s of %(of)s", done=1, of="100 %") == "Verkauf 1 von 100 %"
        assert ngettext("%(num)s pair", "%(num)s pairs", 2) == "2 Paare"


def test_a_name_with_a_sign_of_markup_is_written_as_text(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tandem.web.interface_texts.own_words", lambda: OWN)
    with app.test_request_context():
        assert gettext("Sign in to [Tandem]") == "Sign in to Forge & Frame"
        text = render_template_string("{{ _('Sign in to [Tandem]') }}")
        assert text == "Sign in to Forge &amp; Frame"


def test_the_words_of_a_table_are_names_and_persons_and_nothing_else() -> None:
    assert set(words_to_roles(OWN)) == {
        "engineer", "design", "designer", "technik", "gestaltung",
    }  # fmt: skip
    assert words_to_roles(OwnWords()) == {}


def test_no_tool_is_called_as_a_site_calls_support() -> None:
    french = OwnWords("F", {"fr": {Role.SUPPORT: {"label": "Support", "person": ""}}})
    rep_alone = OwnWords("R", {"fr": {Role.REP: {"label": "Vente"}}})

    assert tool_names(OWN) == ("design", "designer", "designers", "gestaltung")
    assert tool_names(french) == tool_names(rep_alone) == ()


def test_the_two_roles_are_named_rep_before_support() -> None:
    assert seats_in(OWN, "de") == ("Technik", "Gestaltung")
    assert seats_in(OwnWords(), "fr") == ("rep", "support")


@pytest.mark.parametrize(
    ("language", "forms"), [("de", ("label", "for")), ("fr", ("label", "person", "people"))]
)
def test_a_language_of_its_own_needs_the_forms_of_english(
    language: str, forms: tuple[str, ...]
) -> None:
    assert forms_of(language) == forms


def test_a_language_that_a_site_left_out_has_our_words_before_those_of_english() -> None:
    english = OwnWords("F", {"en": OWN.roles["en"]})

    assert english.filled("[rep]", "de") == "Verkauf"
    assert english.filled("[rep]", "fr") == "engineer"
    assert OwnWords().filled("[rep]", "fr") == "rep"


def test_where_nobody_reads_a_text_is_as_it_is_written() -> None:
    nobody = SiteDomain()

    assert nobody.gettext("Saved.") == "Saved."
    assert nobody.ngettext("%(num)s letter", "%(num)s letters", 2) == "2 letters"
