"""Does the browser of the tests notice what no page may have?"""

from __future__ import annotations

import pytest
from flask import Flask

from tests.browser import BrowserClient, empty_in


@pytest.mark.parametrize(
    ("tag", "is_empty"),
    [
        ('<a class="b" href="">', True),
        ('<line x1="2%" y1="em"/>', True),
        ('<label for="">', True),
        ('<img src="a.png" alt="">', False),
        ('<input id="a" value="">', False),
    ],
)
def test_a_page_with_an_empty_link_place_or_name_is_noticed(tag: str, is_empty: bool) -> None:
    site = Flask(__name__)
    site.secret_key = "only for this test"
    site.add_url_rule("/", view_func=lambda: f"<p>{tag}</p>")

    assert bool(empty_in(site.test_client().get("/"))) is is_empty


def test_every_answer_of_that_browser_is_looked_at(app: Flask) -> None:
    assert isinstance(app.test_client(), BrowserClient)
