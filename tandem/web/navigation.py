"""Where can this person go from here?"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from tandem.terms import SEATS, Role
from tandem.web.languages import languages_of_pages, named_languages, page_language
from tandem.web.links import address_here
from tandem.web.viewer import viewer


@dataclass(frozen=True)
class Way:
    """A link of the navigation."""

    label: str
    href: str
    current: bool


def ways() -> list[Way]:
    """The links for this person's roles; none for a visitor."""
    if not current_user.is_authenticated:
        return []
    links = [way(_("My page"), "my_page.my_page", "/")]
    if viewer().holds(*SEATS):
        links.append(way(_("The two of us"), "pair_page.pairs", "/pairs/"))
    links.append(way(_("Courses"), "lessons.shelf", "/learn/"))
    if viewer().holds(Role.LEADER):
        links.append(way(_("Teams"), "board.lead", "/lead/"))
    if viewer().holds(Role.TRAINER, Role.ADMIN):
        links.append(way(_("Lessons"), "courses.courses", "/author/"))
    if viewer().holds(Role.ADMIN):
        links.append(way(_("Administration"), "administration.administration", "/admin/"))
    return links


def way(label: str, endpoint: str, start: str) -> Way:
    """A link, current on every page below `start`."""
    is_current = request.path == start if start == "/" else request.path.startswith(start)
    return Way(label=label, href=url_for(endpoint), current=is_current)


def init_app(app: Flask) -> None:
    """Give the templates `nav`, `locale`, and the languages to choose from."""
    app.add_template_global(page_languages)
    app.add_template_global(address_here)

    @app.context_processor
    def navigation() -> dict[str, object]:
        return {"nav": ways(), "locale": page_language()}


def page_languages() -> list[tuple[str, str]]:
    """The languages that pages are in, each under its own name."""
    return named_languages(languages_of_pages())
