"""How is it said whom somebody turns to, in a lesson and beside it?

A lesson says where with `{contact}` on a line of its own. What is put there is read at that moment:
a lesson is kept as HTML, and what an administrator sets is to be seen at once.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, render_template
from flask_babel import get_locale
from markupsafe import Markup

from tandem.people.contact.queries import ShownContact, contact_in
from tandem.web import db

# What `{contact}` is in a lesson that is kept as HTML.
PLACE = "<p>{contact}</p>"


def contact_words() -> Markup:
    """Whom somebody turns to, or a sentence that fits everywhere. One query."""
    language = str(get_locale() or "en")
    return said(contact_in(db.session(), language), language)


def general_words() -> Markup:
    """The sentence that fits everywhere, for a preview, which knows no database."""
    return said(None, str(get_locale() or "en"))


def said(contact: ShownContact | None, language: str) -> Markup:
    """What stands in the page, in the language in which it is read."""
    return Markup(  # noqa: S704 (the template escapes what was typed)
        render_template("people/contact/_contact.html", contact=contact, read_in=language).strip()
    )


def init_app(app: Flask, words: Callable[[], Markup] = contact_words) -> None:
    """Give the templates these words, and the filter that puts them into a lesson's text."""

    def with_contact(html: str) -> Markup:
        if PLACE not in html:
            return Markup(html)  # noqa: S704 (cleaned when it was published)
        return Markup(html.replace(PLACE, words()))  # noqa: S704

    app.add_template_filter(with_contact)
    app.add_template_global(words, "contact_words")
