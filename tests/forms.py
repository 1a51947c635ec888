"""Which forms stand in a page, and what is in each?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Attributes = dict[str, str]
# What an address is about.
NUMBER = re.compile(r"\d+")
CONTROLS = frozenset({"input", "select", "textarea"})
# What somebody writes into a field of each kind.
FILLINGS = {
    "text": "Words",
    "textarea": "Words of more than one kind",
    "email": "new@example.com",
    "number": "3",
    "date": "2026-04-01",
    "password": "a long phrase for nobody else 7",
    "url": "https://example.com/there",
    "search": "engine",
    "tel": "123456",
    "time": "09:30",
}
WITHOUT_LABEL = frozenset({"hidden", "submit", "button"})


@dataclass
class ShownForm:
    """A form: where it is sent, its controls, those of them that nothing names, and its page."""

    action: str
    method: str
    controls: list[Attributes] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    page: str = ""

    def value(self, name: str) -> str:
        """What a control holds; nothing where it is missing."""
        return next((c.get("value", "") for c in self.controls if c.get("name") == name), "")


class FormReader(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.forms = address, list[ShownForm]()
        self.labels: set[str] = set()
        self.in_form, self.in_label = False, 0
        self.waiting: list[tuple[ShownForm, Attributes]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, a label, or a control."""
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = found.get("action") or self.address
            self.forms.append(
                ShownForm(action, found.get("method", "get").lower(), page=self.address)
            )
            self.in_form = True
        elif tag == "label":
            self.in_label += 1
            self.labels.add(found.get("for", ""))
        elif tag == "option" and self.in_form and self.forms[-1].controls:
            self.offer(self.forms[-1].controls[-1], found)
        elif self.in_form and (tag in CONTROLS or (tag == "button" and "name" in found)):
            found.setdefault("type", "submit" if tag == "button" else "")
            found["tag"] = tag
            self.forms[-1].controls.append(found)
            if not (self.in_label or is_named(found)):
                self.waiting.append((self.forms[-1], found))

    def handle_endtag(self, tag: str) -> None:
        """Leave a form or a label."""
        if tag == "form":
            self.in_form = False
        elif tag == "label":
            self.in_label -= 1

    def offer(self, select: Attributes, option: Attributes) -> None:
        """Note what a list offers: it sends what is selected, or else the first."""
        if "selected" in option or "value" not in select:
            select["value"] = option.get("value", "")
        if option.get("value"):
            select["last"] = option["value"]


def is_named(control: Attributes) -> bool:
    """Does a control say by itself what it is, or does nobody see it?"""
    return control.get("type") in WITHOUT_LABEL or bool(
        control.get("aria-label") or control.get("aria-labelledby")
    )


def forms_in(page: str, address: str) -> list[ShownForm]:
    """The forms of a page."""
    reader = FormReader(address)
    reader.feed(page)
    for form, control in reader.waiting:
        if control.get("id", "-") not in reader.labels:
            form.unnamed.append(control.get("name", "?"))
    return reader.forms


def as_it_stands(form: ShownForm) -> dict[str, str]:
    """What a browser sends of a form that nobody touched, but its token and files. Of several
    buttons the first is pressed."""
    return {
        control["name"]: control.get("value", "on" if is_box(control) else "")
        for control in reversed(form.controls)
        if is_sent(control) and ("checked" in control or not is_box(control))
    }


def agree(browser: FlaskClient, answer: TestResponse) -> TestResponse:
    """Press on where an administrator is asked first: what rights mean for others."""
    address = answer.location or ""
    if "/rights?" not in address:
        return answer
    forms = forms_in(browser.get(address).text, address)
    return browser.post(address, data=as_it_stands(next(f for f in forms if f.value("agreed"))))


def filled_in(form: ShownForm) -> dict[str, str]:
    """The same of one that somebody filled in: every box ticked, the last of each list
    and of the buttons taken."""
    return {control["name"]: filling(control) for control in form.controls if is_sent(control)}


WAYS = {"as it stands": as_it_stands, "filled in": filled_in}


def filling(control: Attributes) -> str:
    """What somebody writes into a control, or takes of it."""
    kind = control.get("type") or control.get("tag", "")
    if kind in FILLINGS:
        return FILLINGS[kind]
    if kind == "select":
        return control.get("last", "")
    return control.get("value", "on" if is_box(control) else "")


def is_box(control: Attributes) -> bool:
    """Is it ticked or not?"""
    return control.get("type") in {"checkbox", "radio"}


def is_sent(control: Attributes) -> bool:
    """Is it sent with the form, as something that is written?"""
    return control.get("name") not in {None, "csrf_token"} and control.get("type") != "file"


def without_tokens(page: str) -> str:
    """A page without its form tokens and ids. They differ each time: a token carries the second."""
    return re.sub(r'name="(csrf_token|form_id)"[^>]*value="[^"]*"', "", page)


def one_of_each(forms: list[ShownForm]) -> list[ShownForm]:
    """The first form of each kind, whatever it is about."""
    kinds = {
        (NUMBER.sub("0", form.action), *sorted(c.get("name", "") for c in form.controls)): form
        for form in reversed(forms)
    }
    return [form for form in forms if form in kinds.values()]
