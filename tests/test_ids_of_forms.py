"""Is a form refused that carries the id of another, which says what another page showed?"""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import Engine

from tandem.web.forms import KIND, signer
from tests.cast import Cast
from tests.conftest import Browser
from tests.forms import ShownForm, filled_in
from tests.lessons import counted_queries
from tests.test_forms import SENDERS, endpoint_of, is_writing, posted, wide
from tests.visits import Sent

__all__ = ["wide"]


@pytest.mark.parametrize("who", SENDERS)
def test_no_form_is_taken_with_an_id_that_says_what_another_form_showed(
    app: Flask, engine: Engine, cast: Cast, visited: dict[str, Sent], browser_of: Browser, who: str
) -> None:
    browser = browser_of(getattr(cast, who))
    forms = [form for _, form in posted(visited) if form.value("form_id")]
    by_kind = {kind_of(app, form): form.value("form_id") for form in forms}
    app.config["PROPAGATE_EXCEPTIONS"] = False

    with counted_queries(engine) as sent:
        answers = {
            (name, kind): browser.post(form.action, data={**filled_in(form), "form_id": form_id})
            for name, form in {endpoint_of(app, form): form for form in forms}.items()
            for kind, form_id in by_kind.items()
            if kind not in {"", kind_of(app, form)}
        }

    broken = [place for place, answer in answers.items() if answer.status_code >= 500]
    assert (broken, [line for line in sent if is_writing(line)]) == ([], [])


def kind_of(app: Flask, form: ShownForm) -> str:
    """Of which kind a form says that it is; nothing for one that says nothing of its page."""
    with app.test_request_context():
        return str(signer().loads(form.value("form_id")).get(KIND, ""))
