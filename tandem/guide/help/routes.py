"""How do things go here? Short pages by role, and the key to the pictures."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from markupsafe import escape

from tandem.content.own_words import OwnWords
from tandem.guide.help.topics import language_of, text_of, topics_for
from tandem.progress.first_steps.queries import put_away
from tandem.web import db
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.languages import page_language
from tandem.web.site_identity import own_words
from tandem.web.viewer import viewer

blueprint = Blueprint("help", __name__)


@blueprint.get("/help/")
@open_to(SIGNED_IN)
def contents() -> ResponseReturnValue:
    """The pages for the roles of whoever looks."""
    return render_template(
        "guide/help/contents.html",
        topics=topics_for(viewer().roles),
        put_away=put_away(db.session(), viewer().id),
    )


@blueprint.get("/help/key")
@open_to(SIGNED_IN)
def key() -> ResponseReturnValue:
    """What the pictures mean: halves, road, board, charts."""
    return render_template("guide/help/key.html")


@blueprint.get("/help/<topic>")
@open_to(SIGNED_IN)
def page(topic: str) -> ResponseReturnValue:
    """One page; 404 where it is for other roles."""
    found = next((each for each in topics_for(viewer().roles) if each.name == topic), None)
    if found is None:
        abort(404)
    language = page_language()
    return render_template(
        "guide/help/page.html",
        topic=found,
        text=in_own_words(text_of(topic, language), language),
        language=language_of(topic, language),
    )


def in_own_words(html: str, language: str) -> str:
    """A page with what the site calls itself and the roles, escaped: somebody typed the name."""
    words = own_words()
    return OwnWords(str(escape(words.name)), words.roles).filled(html, language)
