"""How much may be sent at once, and what is kept of what is too much?"""

from __future__ import annotations

import io

import pytest
from flask import Flask, request

from tandem.web import upload_limits

KIND = "multipart/form-data; boundary=x"
TITLE = b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nHalf a thought\r\n'
TEXT = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nTwo halves\r\n'
FILE = b'--x\r\nContent-Disposition: form-data; name="a"; filename="a.png"\r\n\r\nPNG\r\n'
NAMELESS = b'--x\r\nContent-Disposition: form-data; name=""; filename=""\r\n\r\nPNG\r\n'
END = b"--x--\r\n"
BOTH = {"title": "Half a thought", "text": "Two halves"}


@pytest.mark.parametrize(("length", "unread"), [(999, False), (1000, False), (1001, True)])
def test_only_what_is_longer_than_the_limit_is_turned_away_unread(
    app: Flask, length: int, unread: bool
) -> None:
    sent = {"CONTENT_LENGTH": str(length)}
    with app.test_request_context(method="POST", environ_overrides=sent):
        request.max_content_length = 1000

        assert upload_limits.is_unread() is unread


def kept_of(app: Flask, body: bytes, *, kind: str = KIND, limit: int = 10) -> dict[str, str]:
    """What is kept of a form that is sent where fewer bytes may be."""
    with app.test_request_context(
        method="POST", input_stream=io.BytesIO(body), content_type=kind, content_length=len(body)
    ):
        request.max_content_length = limit
        return upload_limits.fields_before_files().to_dict()


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (TITLE + TEXT + FILE + END, BOTH),
        (TITLE + FILE + TEXT + END, {"title": "Half a thought"}),
        (NAMELESS + TITLE + TEXT + END, BOTH),
        (TITLE + TEXT + FILE[:-4], BOTH),
        (TITLE + TEXT + END, BOTH),
        (TITLE + TEXT[:-4], {}),
        (b"no form", {}),
    ],
)
def test_of_a_form_that_is_too_large_the_fields_before_its_first_file_are_kept(
    app: Flask, body: bytes, kept: dict[str, str]
) -> None:
    assert kept_of(app, body) == kept


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain; boundary=x"]
)
def test_of_what_is_no_form_with_files_nothing_is_kept(app: Flask, kind: str) -> None:
    assert kept_of(app, TITLE + TEXT + FILE + END, kind=kind) == {}


def test_a_form_that_may_be_so_large_is_left_to_be_read_as_usual(app: Flask) -> None:
    assert kept_of(app, TITLE + TEXT + FILE + END, limit=10_000) == {}
