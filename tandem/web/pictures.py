"""Which pictures are drawn once in a process? Those that follow from a few numbers and states.

    {{ drawn_once(outlined, rep_level, support_level, is_closed, '', size) }}

Nothing of a person comes in here: a fact is a number, a state or a size, never a text or an object.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any
from weakref import WeakKeyDictionary

from flask import Flask
from jinja2.runtime import Macro
from markupsafe import Markup

# Of one macro. A half is filled to one of some forty levels.
MOST_PICTURES = 5000
NAME = re.compile(r"[a-z]{0,8}")

drawings: WeakKeyDictionary[Macro, dict[tuple[Any, ...], Markup]] = WeakKeyDictionary()


def drawn_once(macro: Macro, *facts: Any) -> Markup:
    """What a macro draws of these facts. Raises TypeError for a fact that may be of a person."""
    kept = drawings.setdefault(macro, {})
    picture = kept.get(facts)
    if picture is not None:
        return picture
    if not all(map(is_plain, facts)):
        raise TypeError(f"{macro.name} is drawn once: its facts are numbers, states and sizes")
    if len(kept) >= MOST_PICTURES:
        kept.clear()
    kept[facts] = Markup(macro(*facts))  # noqa: S704 (a macro escapes)
    return kept[facts]


def is_plain(fact: Any) -> bool:
    """Is it a number, a state, or the name of a size or a half?"""
    if isinstance(fact, bool | int | float | StrEnum):
        return True
    return type(fact) is str and NAME.fullmatch(fact) is not None


def init_app(app: Flask) -> None:
    """Give the templates `drawn_once`."""
    app.add_template_global(drawn_once)
