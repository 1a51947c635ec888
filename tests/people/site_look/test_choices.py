"""Which names, words and colors can be chosen, and how are they kept?"""

from __future__ import annotations

from collections import defaultdict

import pytest

from tandem.people.site_look import choices
from tandem.people.site_look.choices import FieldFault, LookFault
from tandem.terms import Role
from tests.people.site_look.test_site_look import WORDS

LANGUAGES = ("en", "de")


def faults(**given: str) -> list[FieldFault]:
    """What is wrong with these words."""
    return list(choices.word_faults(defaultdict(str, given), LANGUAGES))


def wrong_colors(**given: str) -> list[tuple[str, LookFault]]:
    """What is wrong with these colors, by field."""
    found = choices.color_faults(defaultdict(str, given))
    return [(fault.field, fault.kind) for fault in found]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Forge & Frame", None),
        ("Ö", None),
        ("7 Sins", None),
        ("鍛冶", None),
        ("x" * 40, None),
        ("x" * 41, LookFault.TOO_LONG),
        ("", LookFault.EMPTY),
        ("77", LookFault.NO_LETTER),
        ("_", LookFault.NO_LETTER),
        *((f"a{sign}b", LookFault.NO_SIGNS) for sign in '<>%{}[]"|\\\n\x7f\x9f\u2028\u202e\u2066'),
    ],
)
def test_a_name_has_a_letter_no_odd_sign_and_forty_signs_at_most(
    text: str, fault: LookFault | None
) -> None:
    assert choices.fault_of_text(text) is fault


def test_words_may_be_given_altogether_or_not_at_all() -> None:
    assert faults() == []
    assert faults(**WORDS) == []
    assert faults(name="Forge") == []


@pytest.mark.parametrize("name", WORDS)
def test_each_word_may_be_the_only_one_that_is_left_out_or_given(name: str) -> None:
    assert faults(**{**WORDS, name: ""}) == []
    assert faults(**{name: WORDS[name]}) == []


def test_only_words_that_were_given_are_kept() -> None:
    given = defaultdict(str, {"de_support_label": "Büro", "de_support_for": "das Büro"})

    kept = choices.chosen_words(given, LANGUAGES)

    assert kept == {"de": {"support": {"label": "Büro", "for": "das Büro"}}}
    assert choices.chosen_words(defaultdict(str), LANGUAGES) == {}


@pytest.mark.parametrize(
    ("name", "text", "role"),
    [
        ("en_rep_label", "Support", Role.REP),
        ("en_support_people", "reps", Role.SUPPORT),
        ("de_rep_for", "den Innendienst", Role.REP),
    ],
)
def test_no_word_is_ours_for_the_other_role(name: str, text: str, role: Role) -> None:
    (fault,) = faults(**{name: text})

    assert fault == FieldFault(name, LookFault.SAME_WORD, language=name[:2], role=role)


@pytest.mark.parametrize(("text", "kind"), [("%", LookFault.NO_SIGNS), ("7", LookFault.NO_LETTER)])
def test_a_word_that_cannot_be_says_why(text: str, kind: LookFault) -> None:
    given = {**WORDS, "de_rep_for": text}

    assert faults(**given) == [FieldFault("de_rep_for", kind, language="de", role=Role.REP)]


@pytest.mark.parametrize("form", ["en_{}_label", "en_{}_people", "de_{}_label", "de_{}_for"])
def test_two_roles_cannot_have_one_word_in_whichever_case(form: str) -> None:
    same = WORDS[form.format("rep")].upper()

    (found,) = faults(**{**WORDS, form.format("support"): same})

    name = form.format("support")
    assert found == FieldFault(name, LookFault.SAME_WORD, language=name[:2], role=Role.SUPPORT)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, []),
        ({"rep": "#3355cc", "support": "#7d6300"}, []),
        ({"rep": "#3355cc"}, [("support", LookFault.BOTH_COLORS)]),
        ({"support": "#7d6300"}, [("rep", LookFault.BOTH_COLORS)]),
        (
            {"rep_dark": "#99aaff"},
            [("rep", LookFault.BOTH_COLORS), ("support", LookFault.BOTH_COLORS)],
        ),
        ({"rep": "blue", "support": "#7d6300"}, [("rep", LookFault.NO_COLOR)]),
        ({"rep": "#eeeeee", "support": "#7d6300"}, [("rep", LookFault.TOO_PALE)]),
        ({"rep": "#3355cc", "support": "#3355cd"}, [("support", LookFault.ALIKE)]),
        (
            {
                "rep": "#3355cc",
                "support": "#7d6300",
                "rep_dark": "#99aaff",
                "support_dark": "#111111",
            },
            [("support_dark", LookFault.TOO_PALE)],
        ),
        (
            {
                "rep": "#3355cc",
                "support": "#7d6300",
                "rep_dark": "#99aaff",
                "support_dark": "#99aafe",
            },
            [("support_dark", LookFault.ALIKE)],
        ),
    ],
)
def test_colors_are_readable_told_apart_and_given_for_both(
    given: dict[str, str], wrong: list[tuple[str, LookFault]]
) -> None:
    assert wrong_colors(**given) == wrong


def test_a_color_that_is_too_pale_comes_with_one_that_would_do() -> None:
    given = defaultdict(str, {"rep": "#eeeeee", "support": "#7d6300"})

    (fault,) = choices.color_faults(given)

    assert wrong_colors(rep=fault.value, support="#7d6300") == []


def test_words_and_colors_are_kept_by_language_and_role_and_ours_stay_where_none_are() -> None:
    given = defaultdict(str, {**WORDS, "rep": "#3355cc", "support": "#7d6300"})

    words = choices.chosen_words(given, LANGUAGES)

    assert words["de"] == {
        "rep": {"label": "Technik", "for": "die Technik"},
        "support": {"label": "Gestaltung", "for": "die Gestaltung"},
    }
    assert set(words) == {"en", "de"}
    assert choices.chosen_colors(given) == {"rep": "#3355cc", "support": "#7d6300"}
    none: defaultdict[str, str] = defaultdict(str)
    assert (choices.chosen_words(none, LANGUAGES), choices.chosen_colors(none)) == ({}, {})
