"""Which parts of a page's frame are the same for whoever holds the same roles, and kept?

A template in `templates/shell/` is made once in a process for each language, folder of the site and
set of roles, and `about` for each page; all anew when the site changes its look. It knows nothing
of a request but OF_SITE: no name, no token, nothing of anybody (`tests/web/test_shell.py`).
"""

from __future__ import annotations

from flask import Flask, current_app, request
from flask_login import current_user
from markupsafe import Markup

from tandem.models.site_looks import SiteLook
from tandem.terms import Role
from tandem.web.languages import page_language
from tandem.web.site_identity import own_look
from tandem.web.viewer import viewer

# All that these templates may ask for. `is_signed_in` is the one thing that is handed in.
OF_SITE = frozenset(
    {
        "_", "about_this", "asset", "color_sheet", "first_fonts", "is_signed_in", "logo_address",
        "own_words", "site_icon", "url_for",
    }
)  # fmt: skip
OF_ONE_PAGE = frozenset({"shell/about.html"})
MOST_PARTS = 2000
Key = tuple[str, str, str, str, frozenset[Role] | None]


def shell(name: str) -> Markup:
    """One part of the frame of this page."""
    roles = viewer().roles if current_user.is_authenticated else None
    page = f"{request.method} {request.path}" if request.method != "GET" else request.endpoint or ""
    key = name, page_language(), request.root_path, page if name in OF_ONE_PAGE else "", roles
    kept = parts_of(own_look())
    if key in kept:
        return kept[key]
    template = current_app.jinja_env.get_template(name)
    part = Markup(template.render(is_signed_in=roles is not None))  # noqa: S704 (it escapes)
    if request.method == "GET" and len(kept) < MOST_PARTS:
        kept[key] = part
    return part


def parts_of(look: SiteLook) -> dict[Key, Markup]:
    """What is kept while the site looks like that."""
    kept_look, parts = current_app.extensions["shell"]
    if kept_look is not look and kept_look != look:
        parts = {}
        current_app.extensions["shell"] = look, parts
    own: dict[Key, Markup] = parts
    return own


def init_app(app: Flask) -> None:
    """Give the templates `shell`."""
    app.extensions["shell"] = None, {}
    app.add_template_global(shell)
