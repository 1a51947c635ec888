"""How does a page get over a slow line?"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import pytest
from flask import Flask, Response, abort

from tandem.web.compression import MOST_PADDING, lengthened_gzip, packed
from tests.conftest import Browser

GZIP = {"Accept-Encoding": "gzip, br"}
PAGE = b"<p>Two halves, one result.</p>" * 60


def test_a_page_is_packed_for_a_browser_that_takes_it(browser_of: Browser) -> None:
    visitor = browser_of(None)

    plain = visitor.get("/privacy")
    answer = visitor.get("/privacy", headers=GZIP)

    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) < len(plain.data) / 2
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert b"</html>" in gzip.decompress(answer.data)


def test_its_length_says_nothing_about_the_secret_in_it() -> None:
    lengths = {len(lengthened_gzip(PAGE)) for _ in range(200)}

    assert len(lengths) > MOST_PADDING / 2
    assert max(lengths) - min(lengths) <= MOST_PADDING + 1
    assert gzip.decompress(lengthened_gzip(PAGE)) == PAGE


def test_pictures_and_files_are_left_alone(app: Flask) -> None:
    with app.test_request_context(headers=GZIP):
        left = (
            Response(PAGE, mimetype="image/svg+xml"),
            Response(PAGE, mimetype="text/csv"),
            Response(b"<p>short</p>", mimetype="text/html"),
            Response(PAGE, mimetype="text/html", headers={"Content-Encoding": "br"}),
            Response(iter([PAGE]), mimetype="text/html", direct_passthrough=True),
        )
        done = [packed(response).headers.get("Content-Encoding") for response in left]

    assert done == [None, None, None, "br", None]


@pytest.mark.parametrize(("length", "encoding"), [(999, None), (1000, "gzip")])
def test_a_page_is_packed_from_a_thousand_bytes_on(
    app: Flask, length: int, encoding: str | None
) -> None:
    with app.test_request_context(headers=GZIP):
        answer = packed(Response(b"a" * length, mimetype="text/html"))

    assert answer.headers.get("Content-Encoding") == encoding


@pytest.mark.parametrize("status", [200, 303, 403, 409])
def test_the_length_of_a_page_that_ends_a_request_is_that_of_what_is_sent(status: int) -> None:
    site = Flask(__name__)
    site.after_request(packed)
    site.add_url_rule("/", view_func=lambda: abort(Response(PAGE, status, mimetype="text/html")))

    answer = site.test_client().get("/", headers=GZIP)

    assert gzip.decompress(answer.data) == PAGE
    assert answer.content_length == len(answer.data) < len(PAGE)


def test_a_page_that_is_still_being_made_leaves_packed_piece_by_piece(app: Flask) -> None:
    ended: list[str] = []

    def pieces() -> Iterator[str]:
        try:
            yield "first " * 300
            yield "second"
        finally:
            ended.append("ended")

    with app.test_request_context(headers=GZIP):
        answer = packed(Response(pieces(), mimetype="text/html"))
        came = answer.iter_encoded()
        first = next(came)
        whole = first + b"".join(came)
        answer.close()

    assert zlib.decompressobj(wbits=31).decompress(first) == b"first " * 300
    assert gzip.decompress(whole) == b"first " * 300 + b"second"
    assert ended == ["ended"]
