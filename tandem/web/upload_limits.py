"""How much may be sent at once? A view that takes more than others says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, request
from werkzeug.datastructures import MultiDict
from werkzeug.sansio.multipart import Data, Field, MultipartDecoder, NeedData

# The fields of a form come before its files. So far one that is too large is read.
LARGEST_FIELDS = 4 * 1024 * 1024
PIECE = 64 * 1024
View = TypeVar("View", bound=Callable[..., object])


def takes_up_to(size: int) -> Callable[[View], View]:
    """Declare that a view takes so many bytes. Files are kept on the disk meanwhile."""

    def declare(view: View) -> View:
        view.takes_up_to = size  # type: ignore[attr-defined]  # a mark on the function
        return view

    return declare


def widen() -> None:
    """Raise the limit to the view's own. Runs only for those the view is open to."""
    view = current_app.view_functions.get(request.endpoint or "")
    size: int | None = getattr(view, "takes_up_to", None)
    if size is not None:
        request.max_content_length = size


def largest(app: Flask) -> int:
    """The most that any view takes."""
    views = app.view_functions.values()
    sizes: list[int] = [getattr(view, "takes_up_to", 0) for view in views]
    standard: int = app.config["MAX_CONTENT_LENGTH"]
    return max(standard, *sizes)


def is_unread() -> bool:
    """Was the request turned away by its length alone, before anything of it was read?"""
    return (request.content_length or 0) > (request.max_content_length or 0)


def fields_before_files() -> MultiDict[str, str]:
    """The fields of a form that is too large to be taken: those that stand before its first file.

    A text that was typed is not lost because an image beside it was too large.
    """
    kind, words = request.mimetype, request.mimetype_params
    if not is_unread():
        return MultiDict()
    if kind != "multipart/form-data" or not words.get("boundary"):
        return MultiDict()
    decoder = MultipartDecoder(words["boundary"].encode(), LARGEST_FIELDS)
    try:
        return MultiDict(read_fields(decoder))
    except ValueError:
        return MultiDict()


def read_fields(decoder: MultipartDecoder) -> list[tuple[str, str]]:
    """Read on until a file begins, or nothing more comes."""
    fields: list[tuple[str, str]] = []
    name, value = "", b""
    for _ in range(LARGEST_FIELDS // PIECE):
        piece = request.environ["wsgi.input"].read(PIECE)
        decoder.receive_data(piece or None)
        while not isinstance(event := decoder.next_event(), NeedData):
            if isinstance(event, Field):
                name, value = event.name, b""
            elif isinstance(event, Data) and name:
                value += event.data
                fields += [] if event.more_data else [(name, value.decode("utf-8", "replace"))]
            elif name:
                return fields
        if not piece:
            return fields
    return fields


def init_app(app: Flask) -> None:
    """Ask before every request."""
    app.before_request(widen)
