"""How is a sentence kept so that every reader may have it in their own language?

What the checker, the importers and the exporter say is written in English where it is found out,
and read by people who may have chosen another language. So a sentence remembers the text it was
made of and its values: the command line prints it, a page translates it (`web/words.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Self

Value = str | int
NONE: Mapping[str, Value] = MappingProxyType({})
# From here on a number is grouped, so that it can be read.
LARGE = 10_000
# A value longer than this is told by its beginning: nobody reads on, and a file can be one word.
LONG = 120


class Message(str):
    """A sentence in English. As a text it is just that; `text`, `plural` and `values` made it.

    A value may be a Message itself.
    """

    __slots__ = ("plural", "text", "values")
    text: str
    plural: str
    values: Mapping[str, Value]

    def __new__(cls, text: str = "", plural: str = "", values: Mapping[str, Value] = NONE) -> Self:
        form = plural if plural and values.get("num") != 1 else text
        made = super().__new__(cls, form % written(values) if values else form)
        made.text, made.plural, made.values = text, plural, values
        return made


NOTHING = Message()


def say(text: str, /, **values: Value) -> Message:
    """A sentence. `text` is marked for translation, as by gettext."""
    return Message(text, values=shortened(values))


def counted(singular: str, plural: str, /, **values: Value) -> Message:
    """A sentence with a number, `num`. Both texts are marked for translation, as by ngettext."""
    return Message(singular, plural, shortened(values))


def shortened(values: Mapping[str, Value]) -> dict[str, Value]:
    """The values, what a trainer wrote cut off where it is long."""
    return {
        name: f"{value[:LONG]}…"
        if isinstance(value, str) and not isinstance(value, Message) and len(value) > LONG
        else value
        for name, value in values.items()
    }


def written(values: Mapping[str, Value]) -> dict[str, str]:
    """The values as English writes them."""
    return {name: in_english(value) for name, value in values.items()}


def in_english(value: Value) -> str:
    """A value as text."""
    return f"{value:,}" if isinstance(value, int) and value >= LARGE else str(value)


def packed(message: Message) -> list[object]:
    """A sentence as it may be kept as JSON. A list, so that it is no mere text among the values."""
    values = {
        name: packed(value) if isinstance(value, Message) else value
        for name, value in message.values.items()
    }
    return [message.text, message.plural, values]


def unpacked(kept: object) -> Message:
    """A sentence that was kept. One that was kept as a mere text stays what it is."""
    match kept:
        case [str(text), str(plural), dict(values)]:
            return Message(text, plural, {name: value_of(value) for name, value in values.items()})
        case _:
            return Message(str(kept))


def value_of(kept: object) -> Value:
    """A value that was kept."""
    return kept if isinstance(kept, str | int) else unpacked(kept)
