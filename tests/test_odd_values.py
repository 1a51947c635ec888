"""Whatever is typed into a field or an address, the site answers, and goes on answering."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.cast import Cast
from tests.conftest import Browser
from tests.test_doors import addresses, places

__all__ = ["places"]
WHO = ["sam", "lee", "tess", "ada"]
ODD_NUMBERS = [0, 2**31, 2**64]
ODD_WORDS = ["\0", "..", "a" * 3000, "\r\n"]
OF_DATES = ["9999-12-31", "0001-01-01", "10000-01-01", "2026-02-30"]
OF_NUMBERS = ["9223372036854775808", "1e400", "-1", "NaN", "Infinity", "\u0663", "0" * 5000]
OF_TEXTS = ["\0", "a\r\nBcc: b", "x" * 200_000, "\u202e\ufeff", " "]


@pytest.fixture(autouse=True)
def answers(app: Flask) -> Iterator[None]:
    """An error is answered as it would be to a visitor, instead of ending the test."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield
    app.config["PROPAGATE_EXCEPTIONS"] = None


@dataclass
class PageForm:
    """A form of a page: where it leads, and its fields with their kind and what stands in them."""

    action: str
    method: str
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)


class FormReader(HTMLParser):
    """The forms of a page, and the query of its links."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A form begins, or a field of it."""
        facts = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(PageForm(facts.get("action", ""), facts.get("method", "get").lower()))
        elif tag in {"input", "textarea", "select"} and self.forms and facts.get("name"):
            kind = facts.get("type", "text") if tag == "input" else tag
            self.forms[-1].fields[facts["name"]] = (kind, facts.get("value", ""))
            self.select = facts["name"] if tag == "select" else ""
        elif tag == "option" and self.select and facts.get("value"):
            self.forms[-1].fields[self.select] = ("select", facts["value"])


def forms_on(page: str) -> list[PageForm]:
    """The forms of a page."""
    reader = FormReader()
    reader.feed(page)
    return reader.forms


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


def odd_copies(form: PageForm) -> Iterator[dict[str, str]]:
    """The form as it would be sent, one field of it odd."""
    usual = {name: value or "2" for name, (_kind, value) in form.fields.items()}
    for name, (kind, _value) in form.fields.items():
        if name not in {"csrf_token", "form_id"}:
            for value in oddities(kind):
                yield usual | {name: value}


def pages_of(app: Flask, places: dict[str, object], browser: FlaskClient) -> dict[str, str]:
    """Every page that somebody may open, by its address."""
    pages = {}
    for rule, method, address in addresses(app, places):
        if method == "GET" and rule.endpoint != "sign_in.logout":
            answer = browser.get(address)
            assert answer.status_code < 500, address
            if answer.status_code == 200 and answer.mimetype == "text/html":
                pages[address] = answer.text
    return pages


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
    app: Flask,
    session: Session,
    cast: Cast,
    places: dict[str, object],
    browser_of: Browser,
    who: str,
) -> None:
    browser = browser_of(getattr(cast, who, None))
    broken: list[tuple[str, str]] = []

    for address, page in pages_of(app, places, browser).items():
        for form in forms_on(page):
            broken += broken_by(form, browser, form.action or address)

    assert broken == []
    assert pages_of(app, places, browser)


def broken_by(form: PageForm, browser: FlaskClient, at: str) -> list[tuple[str, str]]:
    """The copies of a form that end in an error of ours: where, and what was sent."""
    broken = []
    for sent in odd_copies(form):
        answer = browser.open(
            at,
            method=form.method.upper(),
            **({"data": sent} if form.method == "post" else {"query_string": sent}),
        )
        if answer.status_code >= 500:
            broken.append((at, repr(sent)[:300]))
    return broken
