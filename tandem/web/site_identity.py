"""What does this site call itself and the two roles, and how does it look?

Whoever is signed in brings the answer along: which version is shown comes with the query that
reads who they are (`web/viewer.py`). A visitor's page asks the database nothing: it shows what this
process knows, which is looked up once a second beside the requests (`commands/background.py`). A
command looks it up itself.
"""

from __future__ import annotations

import hashlib
from typing import Any
from weakref import WeakKeyDictionary

from flask import Flask, current_app, g, has_request_context, url_for
from flask_login import current_user
from markupsafe import Markup
from sqlalchemy.orm import Session

from tandem.content.own_words import OwnWords
from tandem.figures.accents import OURS, Accents, style_sheet
from tandem.models import site_looks
from tandem.models.site_looks import PLAIN, SiteLook
from tandem.web import db
from tandem.web.assets import address_of

looks: WeakKeyDictionary[Any, SiteLook] = WeakKeyDictionary()


def own_words() -> OwnWords:
    """The words of this site."""
    return own_look().words


def own_colors() -> Accents:
    """The colours of the two halves on this site."""
    return own_look().colors or OURS


def own_look() -> SiteLook:
    """The version that this request shows, read once. Ours where the database does not answer."""
    if "site_look" not in g:
        g.site_look = present_look()
    look: SiteLook = g.site_look
    return look


def show(look: SiteLook) -> None:
    """Let the rest of this request look like that: for somebody who tries it out."""
    g.site_look = look


def present_look() -> SiteLook:
    """The version that is shown, as far as this request may ask. Kept in the process."""
    if "engine" not in current_app.extensions:
        return PLAIN
    shared = db.engine().pool
    kept = looks.get(shared, PLAIN)
    try:
        if not has_request_context():
            # Of its own: whoever writes a letter may hold the lock of its session.
            with Session(db.engine()) as reading:
                return learn(reading)
        if "_login_user" in g and current_user.is_authenticated:
            return known(db.session(), current_user.site_turn)
    except db.FAULTS:
        return kept
    return kept


def learn(session: Session) -> SiteLook:
    """Look up which version is shown. One query, and a second where it is another one."""
    return known(session, session.scalar(site_looks.latest_turn()) or 0)


def known(session: Session, turn: int) -> SiteLook:
    """The version with that turn, kept for the requests to come."""
    shared = session.get_bind().engine.pool
    kept = looks.get(shared, PLAIN)
    if turn != kept.turn:
        kept = site_looks.look_of_turn(session, turn) if turn else PLAIN
        looks[shared] = kept
    return kept


def digest_of(colors: Accents) -> str:
    """A short name for a sheet of colours."""
    return hashlib.sha256(style_sheet(colors).encode()).hexdigest()[:12]


def color_sheet() -> Markup:
    """The link to the sheet of the site's own colours; nothing where it has none."""
    look = own_look()
    if look.colors is None:
        return Markup()
    address = url_for("site_look.colors", look_id=look.id, digest=digest_of(look.colors))
    return Markup('<link rel="stylesheet" href="{}">').format(address)


def site_icon() -> Markup:
    """The link to the picture beside the title: the site's own logo, its halves, or ours."""
    look = own_look()
    if look.logo_sha:
        return Markup('<link rel="icon" href="{}">').format(logo_address())
    if look.colors is None:
        address = address_of("favicon.svg")
    else:
        address = url_for("site_look.icon", look_id=look.id, digest=digest_of(look.colors))
    return Markup('<link rel="icon" type="image/svg+xml" href="{}">').format(address)


def logo_address() -> str:
    """Where the site's own logo is; empty where it has none."""
    look = own_look()
    if not look.logo_sha:
        return ""
    return url_for("site_look.logo", look_id=look.id, digest=look.logo_sha[:12])


def init_app(app: Flask) -> None:
    """Give the templates the look of the site."""
    app.add_template_global(own_words)
    app.add_template_global(color_sheet)
    app.add_template_global(site_icon)
    app.add_template_global(logo_address)
