"""Which part of a whole name is the given name, and which the surname?"""

from __future__ import annotations

from tandem.people.roster.titles import words

# What stands before a surname and belongs to it.
PARTICLES = words(
    "af al ap av bin da das de degli del dela della den der des di do dos du e el en het la le les"
    " lo op of san santa 't te ten ter van vd von vom y zu zum zur"
)
TITLES = words("dr dr. prof prof. mr mr. mrs mrs. ms ms. herr frau ing. dipl.-ing. mba")


def parts_of_name(name: str) -> tuple[str, str]:
    """Given name and surname of `Doe, Jane`, `Jane Doe`, `DOE Jane` or `Jane van der Doe`.

    What cannot be parted has no given name, and is a fault of its row.
    """
    before, comma, after = name.partition(",")
    if comma:
        return without_titles(after.split()), without_titles(before.split())
    parts = [word for word in name.split() if word.casefold() not in TITLES]
    loud = [word for word in parts if len(word) > 1 and word.isupper()]
    if loud and len(loud) < len(parts):
        return " ".join(word for word in parts if word not in loud), " ".join(loud)
    start = next(
        (at for at, word in enumerate(parts[1:], 1) if word.casefold() in PARTICLES), len(parts) - 1
    )
    return " ".join(parts[:start]), " ".join(parts[start:])


def without_titles(parts: list[str]) -> str:
    """The words of a name, titles and the comma before them aside."""
    kept = (word for word in parts if word.casefold().rstrip(",") not in TITLES)
    return " ".join(kept).rstrip(",")
