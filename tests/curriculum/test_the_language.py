"""Are our courses written as people write who grew up with the language?"""

from __future__ import annotations

import re

import pytest

from tandem.content.files.folder import read_courses
from tests.curriculum import reading

PAIRS_COURSE = "respectful-teaming"
FILES = [(found.id, file) for found in read_courses(reading.ROOT) for file in found.modules]
ENGLISH = [
    pytest.param(file.source, id=f"{name}/{file.name}") for name, file in FILES if not file.language
]
GERMAN = [
    pytest.param(file.source, id=f"{name}/{file.name}")
    for name, file in FILES
    if file.language == "de"
]
# What a text in English says that was thought in another language, or in another English.
FOREIGN = re.compile(
    r"\buntil when\b|\bbelongs? into\b|\bstand for (?:it )?yourself\b|\bthe house\b"
    r"|\bby the way, |\bhard sentence\b|\b(?:colour|favour|grey|realise|metre|lorry|neighbour)"
    r"|\bring(?:ing)? (?:me|him|her|them|their|the rep|you|round|again)\b|\bpractis"
    r"|\bmade strokes\b",
    re.IGNORECASE,
)
LONG = re.compile(r"\b(?:do|does|did|is|are|was|were|has|have|would|could|should|can) ?not\b")
SHORT = re.compile(r"\w[’](?:t|s|re|ve|ll|d|m)\b")
# Stiff in German: what nobody says aloud.
STIFF = re.compile(
    r"\bGegenüber(?:s)?\b|\bdaheim\b|\bMalnehmen\b|\bEigenschaftsw|\bim Hause?\b|\bdrüben die Uhr\b"
)


@pytest.mark.parametrize("source", ENGLISH)
def test_an_english_module_says_what_americans_say(source: str) -> None:
    # What else may be typed into a gap is said by nobody but whoever types it.
    said = re.sub(r" \| [^\]\n]*\]\]", "]]", source)

    assert FOREIGN.findall(said) == []


@pytest.mark.parametrize("source", ENGLISH)
def test_an_english_module_speaks_in_contractions(source: str) -> None:
    """Where a word is stressed the long form stays: in one of five at the most."""
    assert 4 * len(LONG.findall(source)) < len(SHORT.findall(source))


@pytest.mark.parametrize("source", ENGLISH)
def test_an_english_module_sets_curly_marks(source: str) -> None:
    prose = re.sub(r"^= .*$|`[^`\n]*`", "", source, flags=re.MULTILINE)

    assert re.findall(r"\w\'\w|\"", prose) == []


# “Am” at the end of a line and “1. erfasste …” on the next: Markdown begins a list there.
DAY_AT_A_LINE_START = re.compile(r"^(?!\s*(?:\d+\.|[-+*|>#=])\s)\S.*\n(\d+\. .*)$", re.MULTILINE)


@pytest.mark.parametrize("source", GERMAN)
def test_a_day_of_the_month_begins_no_list(source: str) -> None:
    assert DAY_AT_A_LINE_START.findall(source) == []


@pytest.mark.parametrize("source", GERMAN)
def test_a_german_module_says_nothing_that_nobody_says_aloud(source: str) -> None:
    assert STIFF.findall(source) == []


def test_the_partner_is_called_partner_in_german() -> None:
    both = [f for name, f in FILES if name == PAIRS_COURSE and f.language == "de"]

    assert both
    assert [file.name for file in both if "Partner" not in file.source] == []


def test_nobody_is_acquitted_more_than_twice_in_the_course_for_two() -> None:
    """“Nobody was to blame” is true, and a tic from the third time on."""
    acquits = re.compile(
        r"\b(?:nobody|neither of them) (?:here |in this (?:story|thread) )?"
        r"(?:was|were|is|had|has|lied|forgot)\b[^.,]*"
        r"\b(?:lazy|wrong|lied|blame|forgot|forgotten|done anything)\b",
        re.IGNORECASE,
    )
    own = [file for name, file in FILES if name == PAIRS_COURSE and not file.language]
    text = " ".join(" ".join(file.source.split()) for file in own)

    assert len(acquits.findall(text)) <= 2
