"""What stands in a row where a name stood that was taken out, and how is it said to a reader?

The row holds a sign of no language. Words are said where a name is made of its columns
(`rows.name_of`), in the language of whoever reads them then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

# Rubbed out (DEL). Nobody can be called so: at no door does a name keep a sign that is not seen
# (`content.spelling`).
ERASED = "\x7f"
IN_ENGLISH = "Former colleague"


@dataclass
class ErasedName:
    """How it is said: in English, until the site knows its readers (`web.words`)."""

    said: Callable[[], str] = lambda: IN_ENGLISH


ERASED_NAME = ErasedName()
