"""How is the file of a lesson in another language called?"""

from __future__ import annotations

import re

LANGUAGE = re.compile(r"^(.+)\.([a-z]{2,3}(?:-[a-z]{2,4})?)$")


def named(name: str) -> tuple[str, str]:
    """A module's name and the language behind it: `engine.de` is engine in German.

    The language is empty where none is named.
    """
    found = LANGUAGE.match(name)
    return (found[1], found[2]) if found else (name, "")


def in_language(file: str, language: str) -> str:
    """The file beside an original that says the same in a language: `02-engine.de.md`."""
    stem, _ = named(file.removesuffix(".md"))
    return f"{stem}.{language}.md"
