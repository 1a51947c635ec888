"""Where does the line above a title lead? To the page this one belongs to, everywhere alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_babel import lazy_gettext as _
from flask_login import current_user

from tandem.web.access import EVERYBODY, SIGNED_IN
from tandem.web.viewer import viewer

# Above each of these pages stands another, with its name where the page itself knows none better.
MY_PAGE = ("my_page.my_page", _("My page"))
ACCOUNT = ("accounts.account", _("Your account"))
ADMINISTRATION = ("administration.administration", _("Administration"))
PERSON = ("administration.roles", _("Account"))
TEAMS = ("board.lead", _("Teams"))
BOARD = ("board.team", _("Board"))
PEOPLE = ("teams.people", _("People"))
PAIRS = ("pairs.pairs", _("Pairs"))
LESSONS = ("courses.courses", _("Lessons"))
COURSES = ("lessons.shelf", _("Courses"))
LESSON = ("lessons.module", _("The lesson"))
STEPS = ("steps.together", _("The steps for two"))
PAIR = ("pair_page.pair", _("The two of you"))
GOAL = ("goals.goal", _("The shared goal"))
SIGN_IN = ("sign_in.login", _("Sign in"))
ABOVE = {
    **dict.fromkeys(
        (
            "accounts.account", "certificates.mine", "lessons.shelf", "pair_page.pairs",
            "pair_page.pair", "privacy.privacy", "refreshers.refreshers", "remarks.mine",
            "search.search", "help.contents", "teams.welcome", "invitations.requests",
            "styleguide.guide", "both.both", "both.go_on",
        ),
        MY_PAGE,
    ),
    **dict.fromkeys(
        (
            "accounts.first_password", "accounts.change_password", "calendar.address",
            "calendar.renew", "daily.choice", "leaving_providers.providers",
            "mail_address.address", "matching.style", "privacy.erase", "second_step.second_step",
        ),
        ACCOUNT,
    ),
    **dict.fromkeys(
        (
            "administration.roles", "who_joined.joining", "contact.contact", "daily.log",
            "scim_tokens.tokens_page", "site_look.change", "log.log", "pairs.endings",
            "roster.bring_all", "site_settings.settings", "solo.teams", "team_names.rename_any",
        ),
        ADMINISTRATION,
    ),
    **dict.fromkeys(
        (
            "administration.name", "administration.sign_out", "mail_address.address_of_person",
            "privacy.erase_person", "joining.choose", "rights.take_away",
        ),
        PERSON,
    ),
    **dict.fromkeys(
        (
            "board_acts.act", "board.team", "made_files.ask", "made_files.files", "teams.new_team",
        ),
        TEAMS,
    ),
    **dict.fromkeys(
        (
            "assignments.assign", "impact.helped", "more_attempts.attempts", "pairs.pairs",
            "solo.solo", "teams.people",
        ),
        BOARD,
    ),
    **dict.fromkeys(
        (
            "matching.best", "roster.bring", "leavers.gone", "team_names.rename", "teams.leave",
            "teams.withdraw",
        ),
        PEOPLE,
    ),
    **dict.fromkeys(("pairs.end", "pairs.pause", "matching.suggestions"), PAIRS),
    **dict.fromkeys(
        (
            "availability.archive", "courses.module", "editor.edit", "exchange.along",
            "exchange.hand_in", "history.history", "insights.module", "withdrawal.ask",
        ),
        LESSONS,
    ),
    **dict.fromkeys(("lessons.course", "tryout.course"), COURSES),
    **dict.fromkeys(
        (
            "lessons.changes", "moment.moment", "practice.practice", "quizzes.quiz",
            "quiz_results.attempt", "steps.together",
        ),
        LESSON,
    ),
    **dict.fromkeys(
        ("scene_for_two.scene", "scenes.scenes", "scenes.seat", "steps.talk"), STEPS
    ),
    **dict.fromkeys(
        (
            "board.details", "board.shown_to_pair", "finale.finale", "fit.fit", "goals.goal",
            "overrides.set_complete", "written.text",
        ),
        PAIR,
    ),
    **dict.fromkeys(("goals.correct", "goals.propose", "goals.readings"), GOAL),
    **dict.fromkeys(
        ("accounts.forgotten", "mail_link.ask", "mail_link.sent", "sign_in.again"), SIGN_IN
    ),
    "teams.remove_sample": ("teams.welcome", _("Welcome")),
    "site_look.preview": ("site_look.change", _("Name, words and colors")),
    "scim_tokens.end": ("scim_tokens.tokens_page", _("The company’s directory")),
    "joining.join": ("joining.choose", _("Join two accounts")),
    "roster.columns": ("roster.bring", _("Import people")),
    "roster.columns_all": ("roster.bring_all", _("Import people")),
    "contact.change": ("contact.contact", _("Who is there when it is no longer a habit")),
    "certificates.certificate": ("certificates.mine", _("Certificates")),
    **dict.fromkeys(("help.page", "help.key"), ("help.contents", _("Help"))),
    "exchange.report": ("exchange.hand_in", _("Import")),
    "lessons.module": ("lessons.course", _("The course")),
    "tryout.module": ("tryout.course", _("The course")),
    "refreshers.result": ("refreshers.refreshers", _("Questions that come back")),
    "remarks.about_module": ("insights.module", _("Insights")),
    "remarks.answer": ("insights.module", _("Insights")),
    "remarks.write": ("quizzes.quiz", _("The quiz")),
    "writing.write": ("quizzes.quiz", _("The quiz")),
    "roster.check": ("roster.bring", _("Import people")),
    "roster.check_all": ("roster.bring_all", _("Import people")),
    "second_step.app": ("second_step.second_step", _("Second step at sign-in")),
    "second_step.passkey": ("second_step.second_step", _("Second step at sign-in")),
    "solo.withdraw": ("solo.solo", _("Courses for one")),
}  # fmt: skip
# These show one of several faces, and the address says which.
IN_A_FACE = frozenset({"lessons.course", "lessons.module", "quizzes.quiz"})


@dataclass(frozen=True)
class WayBack:
    """The link above a title."""

    label: str
    href: str


def way_back(label: str = "", href: str | bool = "") -> WayBack | None:
    """The page above this one; None at the top of the site, and where a visitor may go nowhere.

    `label` and `href` are what the page itself knows better; no href at all (False) is no link.
    """
    if href is False:
        return None
    own = str(href) if href else ""
    for endpoint, name in chain():
        if own:
            return WayBack(label=label or str(name), href=own)
        if may_enter(endpoint):
            is_first = endpoint == ABOVE[request.endpoint or ""][0]
            said = label if is_first and label else str(name)
            return WayBack(label=said, href=url_for(endpoint, **parts_for(endpoint)))
    return WayBack(label=label, href=own) if own and label else None


def chain() -> Iterator[tuple[str, Any]]:
    """The pages above this one, the nearest first."""
    endpoint = request.endpoint or ""
    while endpoint in ABOVE:
        yield ABOVE[endpoint]
        endpoint = ABOVE[endpoint][0]


def may_enter(endpoint: str) -> bool:
    """Is that page open to whoever looks, and does this address name all that it needs?"""
    view = current_app.view_functions[endpoint]
    doors: frozenset[str] = getattr(view, "open_to", frozenset())
    if not arguments_of(endpoint) <= set(request.view_args or {}):
        return False
    if EVERYBODY in doors:
        return True
    if not current_user.is_authenticated:
        return False
    return SIGNED_IN in doors or bool(viewer().roles & doors)


def arguments_of(endpoint: str) -> set[str]:
    """The parts of its address."""
    return set().union(*(rule.arguments for rule in current_app.url_map.iter_rules(endpoint)))


def parts_for(endpoint: str) -> dict[str, Any]:
    """The same parts as in this address; the face too, where it was chosen."""
    given = request.view_args or {}
    parts = {key: given[key] for key in arguments_of(endpoint)}
    if endpoint in IN_A_FACE and "as" in request.args:
        parts["as"] = request.args["as"]
    return parts


def init_app(app: Flask) -> None:
    """Give the templates `way_back`."""
    app.add_template_global(way_back)
