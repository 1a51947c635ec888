"""Is every form that somebody can send protected, recorded once, and labeled? On every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine

from tests.cast import Cast
from tests.conftest import Browser
from tests.forms import ShownForm, filled_in, forms_in
from tests.lessons import counted_queries
from tests.visits import Sent

SENDERS = [
    pytest.param(who, marks=pytest.mark.xdist_group(f"visit-{who}"))
    for who in ("sam", "abe", "lia", "lee", "tess", "ada")
]
TEMPLATES = Path(__file__).parent.parent / "templates"
POSTING = re.compile(r'<form\b[^>]*method="post".*?</form>', re.DOTALL)
TOKENS = ("csrf_token()", "hidden(", "hidden_tag(")
STATUS = {"pair_status", "stale_pair", "status_sweep", "status_turn"}
INCLUDED = re.compile(r'{% include "([^"]+)" %}')
# Sent twice, these do the same as sent once, by themselves.
WITHOUT_ID = frozenset(
    {
        "accounts.change_password",
        "accounts.choose_language",
        "accounts.forgotten",
        "both.go_on",
        "second_step.app",
        "second_step.passkey",
        "sign_in.login",
        "sign_in.logout",
        "first_steps.bring_back",
        "first_steps.close",
        "assignments.withdraw",
        "mail_address.address_of_person",
        "mail_link.ask",
        "pairs.resume",
        "teams.leave",
    }
)


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


def posted(visited: dict[str, Sent]) -> list[tuple[str, ShownForm]]:
    """Every form that posts, with the address of its page. The style guide only shows some."""
    return [
        (address, form)
        for address, sent in visited.items()
        for form in forms_in(sent.page, address)
        if form.method == "post" and not address.startswith("/styleguide")
    ]


@pytest.mark.parametrize("who", SENDERS)
def test_every_form_has_token_id_and_labels(app: Flask, visited: dict[str, Sent]) -> None:
    forms = posted(visited)

    assert len(forms) > 10
    assert [(page, form.action) for page, form in forms if not form.value("csrf_token")] == []
    assert [(page, form.action, form.unnamed) for page, form in forms if form.unnamed] == []
    without = {endpoint_of(app, form) for _, form in forms if not form.value("form_id")}
    assert without <= WITHOUT_ID


@pytest.mark.parametrize("who", SENDERS)
def test_no_form_is_taken_without_its_token(
    app: Flask, engine: Engine, cast: Cast, visited: dict[str, Sent], browser_of: Browser, who: str
) -> None:
    elsewhere = browser_of(getattr(cast, who))
    elsewhere.sends_token = False
    by_endpoint = {endpoint_of(app, form): form for _, form in posted(visited)}

    with counted_queries(engine) as sent:
        answers = {
            name: elsewhere.post(form.action, data=fields_of(form)).status_code
            for name, form in by_endpoint.items()
        }

    assert answers == dict.fromkeys(by_endpoint, 400)
    assert [line for line in sent if line.split()[0] in {"INSERT", "UPDATE", "DELETE"}] == []


@pytest.mark.parametrize("who", SENDERS)
def test_no_form_is_taken_with_an_id_that_is_not_its_own(
    app: Flask, engine: Engine, cast: Cast, visited: dict[str, Sent], browser_of: Browser, who: str
) -> None:
    browser = browser_of(getattr(cast, who))
    forms = [form for _, form in posted(visited) if form.value("form_id")]

    with counted_queries(engine) as sent:
        for form in {endpoint_of(app, form): form for form in forms}.values():
            browser.post(form.action, data={**filled_in(form), "form_id": "another"})

    assert len(forms) > 10
    assert [line for line in sent if is_writing(line)] == []


def is_writing(statement: str) -> bool:
    """Does it change anything? How far pairs are is made anew whenever somebody asks for it."""
    first, *others = statement.split()
    return first in {"INSERT", "UPDATE", "DELETE"} and STATUS.isdisjoint(others[:2])


def endpoint_of(app: Flask, form: ShownForm) -> str:
    """What takes a form."""
    endpoint, _ = app.url_map.bind("localhost").match(
        form.action.partition("?")[0].partition("#")[0], method="POST"
    )
    return str(endpoint)


def fields_of(form: ShownForm) -> dict[str, str]:
    """All that a form would send as it stands, but its token."""
    return {
        control["name"]: control.get("value", "")
        for control in form.controls
        if control.get("name") not in {None, "csrf_token"} and control.get("type") != "file"
    }


def test_every_form_of_a_template_that_posts_has_its_token() -> None:
    """Whether or not a walk comes to the state in which the page shows it."""
    forms = [
        (path.name, form)
        for path in sorted(TEMPLATES.rglob("*.html"))
        for form in POSTING.findall(path.read_text("utf-8"))
    ]

    bare = [name for name, form in forms if not has_token(form)]
    assert len(forms) > 100
    assert bare == []


def has_token(form: str) -> bool:
    """Does it, or what it includes, say the token or the fields that hold it?"""
    parts = [form, *((TEMPLATES / name).read_text("utf-8") for name in INCLUDED.findall(form))]
    return any(word in part for part in parts for word in TOKENS)
