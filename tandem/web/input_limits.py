"""Which values does the site take from nobody, whatever field or address they stand in?

A number that no column holds and a sign that no database keeps would end as an error of ours.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter
from werkzeug.utils import cached_property

# What a column for whole numbers holds on every database.
LARGEST_NUMBER = 2**31 - 1
# PostgreSQL keeps no NUL, and nobody can see one: it is left out.
UNKEPT = "\0"


class KeptInteger(IntegerConverter):
    """A number in an address. One that no column holds leads nowhere: 404."""

    def __init__(self, own: Map, *args: Any, **kwargs: Any) -> None:
        super().__init__(own, *args, **{"max": LARGEST_NUMBER, **kwargs})


class KeptWord(UnicodeConverter):
    """A word in an address. One with a sign that no database keeps leads nowhere: 404."""

    def __init__(self, own: Map, *args: Any, **kwargs: Any) -> None:
        super().__init__(own, *args, **kwargs)
        self.regex = self.regex.replace("[^/]", f"[^/{UNKEPT}]")


class KeptRequest(Request):
    """A request whose fields can be kept."""

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """What stands behind the question mark."""
        return kept(super().args)

    def _load_form_data(self) -> None:
        """Read the fields, when they are first asked for."""
        super()._load_form_data()
        self.__dict__["form"] = kept(self.__dict__["form"])


def kept(fields: MultiDict[str, str]) -> MultiDict[str, str]:
    """The same fields, each with signs that a database keeps."""
    if not any(UNKEPT in name or UNKEPT in value for name, value in fields.items(multi=True)):
        return fields
    return ImmutableMultiDict(
        (name.replace(UNKEPT, ""), value.replace(UNKEPT, ""))
        for name, value in fields.items(multi=True)
    )


def init_app(app: Flask) -> None:
    """Bound what stands in addresses and fields. Comes before the first route."""
    app.request_class = KeptRequest
    app.url_map.converters.update(int=KeptInteger, string=KeptWord, default=KeptWord)
