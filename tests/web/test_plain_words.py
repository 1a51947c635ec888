"""Do buttons say what they do in plain words, one word for one state, as people would speak?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from tests.web.test_languages import CATALOGUES, catalogue, texts

# Words that may not come back, each with the one that stands for it now.
ENGLISH = {
    r"^Go on": "Continue",
    r"[Tt]ake out …|[Tt]ake out of the team": "Remove from team",
    r"[Tt]ake back|[Tt]aken back|took .* back$": "Withdraw",
    r"[Bb]ring a list|[Bb]ring (it|another) (back|file)|^Bring ": "Import, or Restore",
    r"^Given now|No course given": "Courses of this team, No course assigned",
    r"[Gg]ive the course$|^Give a course": "Assign the course",
    r"could be$": "Suggested pairs",
    r"[Tt]he best of (each|%)": "What each is best at",
    r"[Bb]egins? anew|\banew\b": "Repeats, Start over, again",
    r"\bserved\b": "live",
    r"\b[Ss]et (a half |it )?complete|was set complete|is set complete": "Mark as done",
    r"fit together|did not fit|does not fit": "don’t match, isn’t right",
    r"[Ss]tanding still|[Ii]n trouble": "No movement, Not delivered",
    r"[Kk]eep (for later|as draft)": "Save for later, Save as draft",
    r"is open for both": "Nobody yet, or next for both of you",
    r"[Nn]othing has moved": "No movement",
    r"^Overdue$|[Pp]ast their date": "Past the date",
    r"\b(pairs?|and %\(second\)s) rests?\b|^rests? ": "is paused",
    r"\bhal(f|ves)\b[^.:]*? (is|are|be|as) complete": "done: a half is done, a module complete",
    r"[Tt]hr(ow|own) .*away|[Pp]ut away": "Discard, Dismiss",
    r"[Tt]ake everything along": "Download everything",
    r"\b[Mm]end": "Correct",
    r"(?<!m)any more\b(?! (hard|people))": "anymore",
}
GERMAN = {
    r"^Menschen$|^Menschen in ": "Personen",
    r"^Geht …": "Verlässt das Unternehmen …",
    r"^Herausnehmen": "Aus dem Team nehmen …",
    r"Liste bringen|Menschen bringen|Datei bringen": "importieren",
    r"Kurs (zurücknehmen|geben)|^Zurücknehmen": "Kurs zurückziehen, Kurs zuweisen",
    r"Paare, die es geben könnte": "Vorgeschlagene Paare",
    r"für fertig erklär": "als fertig markieren",
    r"[Mm]itnehmen$|wegwerfen|[Ww]egnehmen": "herunterladen, verwerfen, entfernen",
    r"^Steht still|[Nn]ichts (hat sich )?bewegt": "Keine Bewegung",
    r"(eigene\w* |[Dd]ein )Pl[aä]ne?\b": "Vorsatz",
    r"^Überfällig$|^Über dem Termin": "Nach dem Termin",
    r"\bruht\b|ruhen lassen": "ist pausiert, pausieren",
    r"Hälften?\b[^.:]*? (ist|sind) abgeschlossen": "ist fertig; ein Modul ist abgeschlossen",
    r"\bAdministrat": "Verwaltung",
    r"\bTrainer": "Schulung",
    r"Verkauf|Innendienst|Vertrieb": "[Rep], [Support]: a site may call them otherwise",
    r"\bGegenüber|Gegenpol": "Partner; Gegenstück for the other kind of people",
    r"\bMailadresse|(?<!E-)\bMail\b": "E-Mail-Adresse, E-Mail",
    r"\bSite\b|[Ss]eite (betreib|betreu|verwalt|sendet|verschickt|ist (gera|besch))": "Website",
    r"\bFirma\b": "Unternehmen",
    r"\bTafel\b|^Der Überblick|Überblick (eines|ihres|für)": "Übersicht",
    r"\bVereinbarung\b|Wiederherstellungscode|Probebrief": "Absprache, Ersatzcode, Testbrief",
    # “Sie” inside a sentence is the form for strangers.
    r"(?<![.:!?])(?<![.:!?][“)]) Sie\b": "du",
}
FULL = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|should) not\b|\bcannot\b",
    re.IGNORECASE,
)
# Where the whole form stays: what is promised about who reads what, and what a figure cannot say.
PROMISES = (
    "%(partner)s does not see your answer before",
    "Only administrators will read this. The two",
    "The person whose half it is will read this",
    "Trainers and administrators read this, without",
    "Whether somebody only looked at a page",
    "Why, as it was written for administrators",
    "Your partner will never see your answer",
    "Some lessons ask both to mark how often",
)
FIGURES = (
    "A retry asks only",
    "Counted in full groups",
    "In the same weeks",
    "Pairs that have begun beside",
    "This needs weeks in which",
    "What can be said of the team",
    "What cannot be concluded",
    "Within each period",
    "all alike, so chance",
    "cannot be told from chance",
    "figures all alike",
    "“Likely",
)


def said() -> Iterator[str]:
    """Every text of the interface in English."""
    for message in catalogue(CATALOGUES[0]):
        if message.id:
            yield from [message.id] if isinstance(message.id, str) else message.id


def said_in_german() -> Iterator[str]:
    """Every text of the interface in German."""
    for path in CATALOGUES:
        if path.parts[-3] == "de":
            for message in catalogue(path):
                yield from texts(message) if message.id else []


@pytest.mark.parametrize("words", ENGLISH)
def test_a_word_that_made_readers_stop_does_not_come_back(words: str) -> None:
    assert [text for text in said() if re.search(words, text)] == [], ENGLISH[words]


@pytest.mark.parametrize("words", GERMAN)
def test_a_word_that_read_as_translated_does_not_come_back(words: str) -> None:
    assert [text for text in said_in_german() if re.search(words, text)] == [], GERMAN[words]


def test_the_interface_says_dont_where_people_say_it() -> None:
    assert len(list(said())) > 1000
    stiff = [text for text in said() if FULL.search(text)]

    assert [text for text in stiff if not text.startswith(PROMISES + FIGURES)] == []


@pytest.mark.parametrize("start", PROMISES + FIGURES)
def test_a_whole_form_is_excepted_only_where_it_stands(start: str) -> None:
    assert any(text.startswith(start) and FULL.search(text) for text in said())


@pytest.mark.parametrize("language", [said, said_in_german])
def test_an_apostrophe_is_curly(language: Callable[[], Iterator[str]]) -> None:
    assert [text for text in language() if re.search(r"\w'\w|\w' ", text)] == []
