"""Which forms stand in a page, and what is in each?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = dict[str, str]
CONTROLS = frozenset({"input", "select", "textarea"})
WITHOUT_LABEL = frozenset({"hidden", "submit", "button"})


@dataclass
class ShownForm:
    """A form: where it is sent, its controls, and those of them that nothing names."""

    action: str
    method: str
    controls: list[Attributes] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)

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
            self.forms.append(ShownForm(action, found.get("method", "get").lower()))
            self.in_form = True
        elif tag == "label":
            self.in_label += 1
            self.labels.add(found.get("for", ""))
        elif tag in CONTROLS and self.in_form:
            self.forms[-1].controls.append(found)
            if not (self.in_label or is_named(found)):
                self.waiting.append((self.forms[-1], found))

    def handle_endtag(self, tag: str) -> None:
        """Leave a form or a label."""
        if tag == "form":
            self.in_form = False
        elif tag == "label":
            self.in_label -= 1


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


def without_tokens(page: str) -> str:
    """A page without its form tokens and ids. They differ each time: a token carries the second."""
    return re.sub(r'name="(csrf_token|form_id)"[^>]*value="[^"]*"', "", page)
