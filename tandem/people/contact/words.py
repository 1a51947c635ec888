"""How is it said whom somebody turns to, in a lesson and beside it?

A lesson says where with `{contact}` on a line of its own. What is put there is read at that moment:
a lesson is kept as HTML, and what an administrator sets is to be seen at once.
"""

from __future__ import annotations

from flask import Flask, render_template
from flask_babel import get_locale
from markupsafe import Markup

from tandem.people.contact.queries import contact_in
from tandem.web import db

# What `{contact}` is in a lesson that is kept as HTML.
PLACE = "<p>{contact}</p>"


def with_contact(html: str) -> Markup:
    """A lesson's text with what an administrator says. One query where it is asked for."""
    if PLACE not in html:
        return Markup(html)  # noqa: S704 (cleaned when it was published)
    return Markup(html.replace(PLACE, contact_words()))  # noqa: S704


def contact_words() -> Markup:
    """Whom somebody turns to, or a sentence that fits everywhere where nothing is set."""
    language = str(get_locale() or "en")
    shown = contact_in(db.session(), language)
    return Markup(  # noqa: S704 (the template escapes what was typed)
        render_template("people/contact/_contact.html", contact=shown, read_in=language).strip()
    )


def init_app(app: Flask) -> None:
    """Give the templates these words."""
    app.add_template_filter(with_contact)
    app.add_template_global(contact_words)
