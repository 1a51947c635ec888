"""What is this page? Three sentences for every page that somebody can reach, by its endpoint."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Flask, current_app, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from tandem.guide.help import about_leading, about_learning, about_site
from tandem.guide.help.topics import Topic, topics_for
from tandem.web.viewer import viewer

ABOUT = {**about_learning.ABOUT, **about_leading.ABOUT, **about_site.ABOUT}
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
# Of these the same can be said as of another page.
LIKE = {
    **dict.fromkeys(
        (
            "assignments.withdraw", "availability.archive", "leavers.gone", "solo.withdraw",
            "rights.take_away", "teams.leave", "teams.withdraw", "withdrawal.ask",
        ),
        "pairs.end",
    ),
    "remarks.about_module": "remarks.answer",
    **dict.fromkeys(
        ("administration.name", "administration.sign_out", "mail_address.address_of_person"),
        "administration.roles",
    ),
    **dict.fromkeys(
        (
            "accounts.forgotten", "accounts.new_password", "accounts.setup", "invitations.join",
            "mail_link.ask", "mail_link.come_in", "mail_link.sent", "providers.back",
            "providers.start", "second_step_asked.ask", "sign_in.again",
        ),
        "sign_in.login",
    ),
    **dict.fromkeys(("mail_address.say_yes", "plans.from_mail", "refreshers.off"), "daily.off"),
    **dict.fromkeys(("help.key", "help.page"), "help.contents"),
    "contact.change": "contact.contact",
    "exchange.report": "exchange.hand_in",
    "made_files.ask": "made_files.files",
    "privacy.erase_person": "privacy.erase",
    "report.print_all": "report.print_team",
    "roster.bring_all": "roster.bring",
    "roster.check_all": "roster.check",
    "roster.columns_all": "roster.columns",
    "site_look.preview": "site_look.change",
    "scim_tokens.end": "scim_tokens.tokens_page",
    "team_names.rename_any": "team_names.rename",
    "teams.remove_sample": "pairs.end",
    "joining.join": "joining.choose",
}  # fmt: skip


@dataclass(frozen=True)
class PageAbout:
    """What a page is for, and the page of the help that says more, for whoever may read it."""

    text: str
    topic: Topic | None


def about_this() -> PageAbout | None:
    """What the page of this request is for; None where nothing is there."""
    endpoint = page_here()
    found = ABOUT.get(LIKE.get(endpoint, endpoint))
    if found is None:
        return None
    name, text = found
    roles = viewer().roles if current_user.is_authenticated else None
    topics = topics_for(roles) if roles is not None else ()
    return PageAbout(str(text), next((topic for topic in topics if topic.name == name), None))


def page_description() -> str:
    """The page of this request in one sentence, for whoever sees it in a list of pages."""
    endpoint = page_here()
    found = ABOUT.get(LIKE.get(endpoint, endpoint))
    if found is None:
        return str(_("A [rep person] and a [support person] learn side by side here, as equals."))
    return SENTENCE_END.split(str(found[1]), maxsplit=1)[0]


def page_here() -> str:
    """The endpoint of the page: of a form that was refused, that of the page it stands on."""
    endpoint = request.endpoint or ""
    if request.method == "GET" or LIKE.get(endpoint, endpoint) in ABOUT:
        return endpoint
    adapter = current_app.create_url_adapter(request)
    try:
        found, _ = adapter.match(request.path, method="GET") if adapter else ("", {})
    except (HTTPException, RequestRedirect):
        return ""
    return str(found)


def init_app(app: Flask) -> None:
    """Give the templates `about_this` and `page_description`."""
    app.add_template_global(about_this)
    app.add_template_global(page_description)
