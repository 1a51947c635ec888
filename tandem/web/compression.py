"""How does a page get over a slow line? Packed, by the site itself.

A page holds a secret (the token of its forms) beside words that a visitor may have put into its
address. Whoever can make a browser ask for many such pages and count their packed bytes could guess
the secret sign by sign (the attack named BREACH). Therefore each answer is lengthened by a random
number of bytes, in the header of the packed file, where no reader looks: the way of Django's
`GZipMiddleware` ("Heal the Breach", Palamaras, Karakostas and others, 2022).
"""

from __future__ import annotations

import gzip
import secrets
from collections.abc import Iterable, Iterator
from io import BytesIO

from flask import Flask, Response, request

# Below this a packed page is no shorter in packets on the wire.
SMALLEST = 1000
# Of the nine levels the one after which a page gets hardly smaller, only slower.
LEVEL = 4
MOST_PADDING = 100


def init_app(app: Flask) -> None:
    """Pack what is text, where the browser takes it."""
    app.after_request(packed)


def packed(response: Response) -> Response:
    """The same answer, packed where that is allowed and worth it."""
    if response.mimetype not in {"text/html", "application/json"}:
        return response
    response.vary.add("Accept-Encoding")
    is_taken = request.accept_encodings.quality("gzip") > 0
    if not is_taken or response.headers.get("Content-Encoding") or response.direct_passthrough:
        return response
    # A page that came by `abort` looks as if it were still being made, but its length is known.
    if response.is_streamed and response.content_length is None:
        pack_pieces(response)
        return response
    content = response.get_data()
    if len(content) < SMALLEST:
        return response
    response.set_data(lengthened_gzip(content))
    response.headers["Content-Encoding"] = "gzip"
    return response


def pack_pieces(response: Response) -> None:
    """Pack an answer that is still being made, piece by piece."""
    pieces = response.iter_encoded()
    # Also where nobody takes the first piece.
    if close := getattr(response.response, "close", None):
        response.call_on_close(close)
    response.response = packed_pieces(pieces)
    response.headers["Content-Encoding"] = "gzip"


def packed_pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces packed as one file. Each leaves at once."""
    file = BytesIO()
    with packing_into(file) as packing:
        for piece in pieces:
            packing.write(piece)
            packing.flush()
            yield taken_from(file)
    yield taken_from(file)


def taken_from(file: BytesIO) -> bytes:
    """What was written to a file since this was asked last."""
    content = file.getvalue()
    file.seek(0)
    file.truncate()
    return content


def lengthened_gzip(content: bytes) -> bytes:
    """The content packed, with a name of random length in the head of the file."""
    file = BytesIO()
    with packing_into(file) as packing:
        packing.write(content)
    return file.getvalue()


def packing_into(file: BytesIO) -> gzip.GzipFile:
    """What packs into a file. Its head is lengthened by as many bytes as chance has it."""
    name = "a" * secrets.randbelow(MOST_PADDING + 1)
    return gzip.GzipFile(name, mode="wb", compresslevel=LEVEL, fileobj=file, mtime=0)
