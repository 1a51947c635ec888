"""Whatever is typed into a field or an address, the site answers, and goes on answering."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Cast
from tests.conftest import Browser
from tests.forms import ShownForm, filled_in, forms_in, one_of_each
from tests.test_doors import addresses, places
from tests.visits import Sent

__all__ = ["places"]
WHO = ["sam", "lee", "tess", "ada"]
ODD_NUMBERS = [0, 2**31, 2**64]
ODD_WORDS = ["\0", "..", "a" * 3000, "\r\n"]
OF_DATES = ["9999-12-31", "0001-01-01", "10000-01-01", "2026-02-30"]
OF_NUMBERS = [
    "9223372036854775808",
    "1e400",
    "-1",
    "NaN",
    "Infinity",
    "\u0663",
    "0" * 5000,
    "9" * 5000,
]
OF_DIGITS = ["9" * 5000, "0:" + "9" * 5000]
OF_TEXTS = [*OF_DIGITS, "[" * 1000, "\0", "a\r\nBcc: b", "x" * 200_000, "\u202e\ufeff", " "]


@pytest.fixture(autouse=True)
def answers(app: Flask) -> Iterator[None]:
    """An error is answered as it would be to a visitor, instead of ending the test."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield
    app.config["PROPAGATE_EXCEPTIONS"] = None


@pytest.fixture
def wide(request: pytest.FixtureRequest) -> bool:
    """Everybody has written, where it is about all that they are shown."""
    return "visited" in request.fixturenames


def oddities(kind: str) -> list[str]:
    """What is odd in a field of this kind."""
    match kind:
        case "date":
            return OF_DATES
        case "number":
            return OF_NUMBERS
        case "file" | "checkbox":
            return []
        case _:
            return [*OF_TEXTS, *OF_DATES[:1], *OF_NUMBERS[:1]]


def odd_copies(form: ShownForm) -> Iterator[dict[str, str]]:
    """The form as it would be sent, one field of it odd."""
    usual = filled_in(form)
    for control in form.controls:
        name, kind = control.get("name", ""), control.get("type", "")
        if name not in {"", "csrf_token", "form_id"}:
            for value in oddities(kind):
                yield usual | {name: value}


@pytest.mark.each_database
@pytest.mark.parametrize("who", WHO)
def test_an_odd_part_of_an_address_breaks_nothing(
    app: Flask, cast: Cast, places: dict[str, object], browser_of: Browser, who: str
) -> None:
    browser = browser_of(getattr(cast, who, None))
    broken = []

    for rule, method, _address in addresses(app, places):
        for name in rule.arguments - {"kind"}:
            is_number = (
                name in rule._converters and "Integer" in type(rule._converters[name]).__name__
            )
            for value in ODD_NUMBERS if is_number else ODD_WORDS:
                adapter = app.url_map.bind("localhost")
                address = adapter.build(
                    rule.endpoint, {k: places[k] for k in rule.arguments} | {name: value}
                )
                answer = browser.open(address, method=method)
                if answer.status_code >= 500:
                    broken.append((method, rule.rule, name, value))

    assert broken == []


@pytest.mark.each_database
@pytest.mark.parametrize("who", WHO)
def test_an_odd_value_in_any_field_breaks_nothing(
    cast: Cast, visited: dict[str, Sent], anew: Callable[[], None], browser_of: Browser, who: str
) -> None:
    browser = browser_of(getattr(cast, who))
    pages = sorted(visited.items())
    forms = one_of_each([form for at, sent in pages for form in forms_in(sent.page, at)])
    broken = []

    for form in forms:
        anew()
        broken += broken_by(form, browser)

    assert len(forms) > 20
    assert broken == []
    anew()
    assert [address for address in visited if browser.get(address).status_code != 200] == []


def broken_by(form: ShownForm, browser: FlaskClient) -> list[tuple[str, str]]:
    """The copies of a form that end in an error of ours: where, and what was sent."""
    broken = []
    for sent in odd_copies(form):
        answer = browser.open(
            form.action,
            method=form.method.upper(),
            **({"data": sent} if form.method == "post" else {"query_string": sent}),
        )
        if answer.status_code >= 500:
            broken.append((form.action, repr(sent)[:300]))
    return broken
