"""How does an answer leave while it is still being made?

What makes it goes on after the request is answered, and still knows it: its reader, their language,
their zone.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from contextvars import copy_context
from typing import TypeVar

from flask import Response

from tandem.web import db

PIECE = 64 * 1024
# The first piece is a short one, so that somebody sees soon that it comes.
FIRST_PIECE = 200
Texts = Generator[str, None, None]
Bytes = Generator[bytes, None, None]
Piece = TypeVar("Piece")


def streamed(texts: Texts, *, mimetype: str) -> Response:
    """An answer that leaves in pieces of a size that is worth a packet.

    Whatever is read for it is read meanwhile: open `db.snapshot()` in the generator.
    """
    return Response(within_request(in_pieces(texts)), mimetype=mimetype)


def streamed_file(pieces: Bytes, *, name: str, size: int, mimetype: str) -> Response:
    """A file to download of which one piece at a time is in memory."""
    response = Response(within_request(pieces), mimetype=mimetype)
    response.content_length = size
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def within_request(pieces: Generator[Piece, None, None]) -> Iterator[Piece]:
    """The pieces, each made as if the request were still under way.

    Flask's `stream_with_context` would hold its context open in whatever is served next where
    nobody takes the pieces; here each step has a context of its own.
    """
    here = copy_context()

    def steps() -> Iterator[Piece]:
        try:
            while True:
                try:
                    piece = here.run(next, pieces)
                except StopIteration:
                    return
                yield piece
        finally:
            here.run(pieces.close)
            here.run(db.close_session)

    return steps()


def in_pieces(texts: Texts) -> Bytes:
    """The texts one after the other, gathered; they are closed where nobody takes the rest."""
    with closing(texts):
        gathered, size, enough = [], 0, FIRST_PIECE
        for text in texts:
            gathered.append(text)
            size += len(text)
            if size >= enough:
                yield "".join(gathered).encode()
                gathered, size, enough = [], 0, PIECE
        yield "".join(gathered).encode()
