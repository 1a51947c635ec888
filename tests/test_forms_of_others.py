"""Can anybody send a form that is about what belongs to others? With ids that are there, and with a
token and an id of their own."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import Engine

from tests.browser import BrowserClient
from tests.cast import House
from tests.conftest import Browser
from tests.forms import ShownForm
from tests.lessons import counted_queries, form_id_in
from tests.test_forms import fields_of, posted
from tests.visits import Sent

# Whose forms are sent, and with which pairs and what of them: two living, an ended, a paused one.
OWNERS = [
    pytest.param(who, marks=pytest.mark.xdist_group(f"visit-{who}"))
    for who in ("sam", "eve", "lia", "lee", "ada")
]
# Otto and his leader Olga are of another team. Rex sits in one pair, with Eve, under Lee and Lia.
STRANGERS = ("otto", "olga", "rex")
WITH_REX = frozenset({"eve", "lia", "lee"})
# What an address says of whose it is. Of a revision it says nothing: everybody reads the same.
WHOSE = frozenset(
    {
        "pair_id", "team_id", "assignment_id", "remark_id", "reading_id", "letter_id", "text_id",
        "reply_id", "plan_id", "file_id", "invitation_id", "sign_in_id", "person_id",
    }
)  # fmt: skip


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


def forms_about_somebody(app: Flask, visited: dict[str, Sent]) -> dict[str, ShownForm]:
    """Every form whose address names somebody's own, by that address."""
    adapter, forms = app.url_map.bind("localhost"), {}
    for _, form in posted(visited):
        path = form.action.partition("?")[0].partition("#")[0]
        if WHOSE & set(adapter.match(path, method="POST")[1]):
            forms[path] = form
    return forms


def answers_to(browser: BrowserClient, forms: dict[str, ShownForm]) -> dict[str, int]:
    """How each of these forms is answered, sent as one's own."""
    form_id = form_id_in(browser.get("/account"))
    return {
        address: browser.post(address, data={**fields_of(form), "form_id": form_id}).status_code
        for address, form in forms.items()
    }


def writes(statement: str) -> bool:
    """Does it change anything? A form's own id goes with what is refused."""
    is_id = statement.startswith("INSERT INTO form_sent")
    return statement.split()[0] in {"INSERT", "UPDATE", "DELETE"} and not is_id


@pytest.mark.parametrize("who", OWNERS)
def test_nobody_sends_a_form_about_what_belongs_to_others(
    app: Flask, engine: Engine, cast: House, visited: dict[str, Sent], browser_of: Browser, who: str
) -> None:
    forms = forms_about_somebody(app, visited)

    for stranger in STRANGERS[:2] if who in WITH_REX else STRANGERS:
        with counted_queries(engine) as sent:
            answers = answers_to(browser_of(getattr(cast, stranger)), forms)
        assert {at: status for at, status in answers.items() if status not in {403, 404}} == {}
        assert [line for line in sent if writes(line)] == [], stranger
    assert len(forms) > 3
