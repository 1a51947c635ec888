"""Which list does somebody start from? In the language of the page, and in the site's own words."""

from __future__ import annotations

from tandem.content.own_words import LABEL, OwnWords
from tandem.terms import Role

# What a reader of the list finds again in `titles`: titles, the role of a leader, a team and a yes.
WORDS = {
    "en": (
        ("email", "given name", "surname", "role", "team", "partner", "leaves"),
        "leader", "North", "yes",
    ),
    "de": (
        ("E-Mail", "Vorname", "Nachname", "Rolle", "Team", "Partner", "Austritt"),
        "Leitung", "Nord", "ja",
    ),
}  # fmt: skip


def sample_list(words: OwnWords, language: str) -> tuple[tuple[str, ...], ...]:
    """The heads and a few rows."""
    heads, leader, team, yes = WORDS.get(language, WORDS["en"])
    rep, support = (words.of(role, language)[LABEL] for role in (Role.REP, Role.SUPPORT))
    return (
        heads,
        ("lena@firm.example", "Lena", "Okafor", leader, team, "", ""),
        ("ravi@firm.example", "Ravi", "Menon", rep, team, "signe@firm.example", ""),
        ("signe@firm.example", "Signe", "Dahl", support, team, "", ""),
        ("gus@firm.example", "Gus", "Ferrara", rep, team, "", yes),
    )
