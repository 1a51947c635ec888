"""Which values does the site take from nobody?"""

from __future__ import annotations

import pytest
from flask import Flask, request
from werkzeug.exceptions import NotFound


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ([("name", "a\0b")], [("name", "ab")]),
        ([("na\0me", "ab")], [("name", "ab")]),
        ([("name", "a"), ("name", "\0")], [("name", "a"), ("name", "")]),
        ([("name", "a"), ("name", "b")], [("name", "a"), ("name", "b")]),
    ],
)
def test_a_sign_that_no_database_keeps_is_left_out_of_names_and_values(
    app: Flask, sent: list[tuple[str, str]], kept: list[tuple[str, str]]
) -> None:
    fields: dict[str, list[str]] = {}
    for name, value in sent:
        fields.setdefault(name, []).append(value)

    with app.test_request_context(method="POST", query_string=fields, data=fields):
        assert list(request.args.items(multi=True)) == kept
        assert list(request.form.items(multi=True)) == kept


@pytest.mark.parametrize(("number", "leads"), [(2**31 - 1, True), (2**31, False)])
def test_a_number_that_no_column_holds_leads_nowhere(app: Flask, number: int, leads: bool) -> None:
    adapter = app.url_map.bind("localhost")

    if leads:
        assert adapter.match(f"/pairs/{number}/")[1] == {"pair_id": number}
    else:
        with pytest.raises(NotFound):
            adapter.match(f"/pairs/{number}/")
