"""The site: wiring only."""

from __future__ import annotations

import functools
import gc
from pathlib import Path
from typing import Any

from flask import Flask, request
from flask_login import current_user
from flask_wtf import CSRFProtect

from tandem import commands
from tandem.authoring.availability import routes as availability
from tandem.authoring.courses import routes as courses
from tandem.authoring.editor import download_routes, picture_routes
from tandem.authoring.editor import routes as editor
from tandem.authoring.exchange import routes as exchange
from tandem.authoring.history import routes as history
from tandem.authoring.insights import routes as insights
from tandem.authoring.outline import routes as outline
from tandem.authoring.withdrawal import routes as withdrawal
from tandem.commands import background, first_pages
from tandem.commands.sample import command as sample
from tandem.guide.help import about
from tandem.guide.help import routes as help_routes
from tandem.guide.search import routes as search
from tandem.interop.scim import routes as scim
from tandem.interop.scim import token_routes as scim_tokens
from tandem.leading.board import act_routes, report_routes
from tandem.leading.board import drawing as board_drawing
from tandem.leading.board import routes as board
from tandem.leading.board import words as board_words
from tandem.leading.impact import routes as impact
from tandem.leading.made_files import routes as made_files
from tandem.learning.feedback import routes as feedback
from tandem.learning.lessons import routes as lessons
from tandem.learning.plans import routes as plans
from tandem.learning.practice import routes as practice
from tandem.learning.pulse import routes as pulse
from tandem.learning.quizzes import result_routes, write_routes
from tandem.learning.quizzes import routes as quizzes
from tandem.learning.refreshers import routes as refreshers
from tandem.learning.remarks import routes as remarks
from tandem.learning.written import routes as written
from tandem.library import routes as library
from tandem.models.timing import Clock
from tandem.notifications.calendar import routes as calendar
from tandem.notifications.daily import routes as daily
from tandem.people.accounts import link_routes, mail_routes, sign_in_routes, ways_in
from tandem.people.accounts import routes as accounts
from tandem.people.administration import joining_routes, rights_routes, settings_routes
from tandem.people.administration import routes as administration
from tandem.people.contact import routes as contact
from tandem.people.contact import words as contact_words
from tandem.people.fit import routes as fit
from tandem.people.invitations import routes as invitations
from tandem.people.matching import routes as matching
from tandem.people.pairs import routes as pairs
from tandem.people.providers import leaving_routes
from tandem.people.providers import routes as providers
from tandem.people.roster import leaving_routes as leavers
from tandem.people.roster import returning_routes as returning
from tandem.people.roster import routes as roster
from tandem.people.second_step import routes as second_step
from tandem.people.second_step import step_routes
from tandem.people.site_look import routes as site_look
from tandem.people.teams import naming_routes
from tandem.people.teams import routes as teams
from tandem.progress import next_words
from tandem.progress import words as progress_words
from tandem.progress.assignments import first_pair_routes
from tandem.progress.assignments import routes as assignments
from tandem.progress.certificates import routes as certificates
from tandem.progress.first_steps import routes as first_steps
from tandem.progress.more_attempts import routes as more_attempts
from tandem.progress.overrides import routes as overrides
from tandem.progress.solo import routes as solo
from tandem.styleguide import routes as styleguide
from tandem.together.both import routes as both
from tandem.together.finale import routes as finale
from tandem.together.goals import routes as goals
from tandem.together.moment import routes as moment
from tandem.together.my_page import routes as my_page
from tandem.together.pair_page import routes as pair_page
from tandem.together.scene_for_two import routes as scene_for_two
from tandem.together.scenes import routes as scenes
from tandem.together.steps import routes as steps
from tandem.together.tryout import routes as tryout
from tandem.trust.joining import routes as joining
from tandem.trust.log import routes as log
from tandem.trust.privacy import routes as privacy
from tandem.web import (
    access,
    assets,
    compression,
    db,
    errors,
    health,
    input_limits,
    interface_texts,
    languages,
    metrics,
    navigation,
    numbers,
    pictures,
    request_log,
    security,
    session_cookie,
    settings,
    shell,
    site_identity,
    templates,
    throttle,
    try_again,
    undo,
    upload_limits,
    way_back,
    well_known,
    words,
)
from tandem.web import clock as clocks
from tandem.web import second_step as second_step_due
from tandem.web import viewer as viewers
from tandem.web.front import Front, Patience
from tandem.web.site import Site

PLUMBING = (
    templates,
    undo,
    request_log,
    metrics,
    compression,
    input_limits,
    db,
    session_cookie,
    site_identity,
    shell,
    viewers,
    access,
    second_step_due,
    upload_limits,
    clocks,
    numbers,
    pictures,
    words,
    contact_words,
    progress_words,
    next_words,
    board_words,
    board_drawing,
    throttle,
    ways_in,
    providers,
    scim,
    security,
    errors,
    try_again,
    assets,
    health,
    well_known,
    languages,
    navigation,
    way_back,
    about,
)
PEOPLE = (
    accounts,
    contact,
    site_look,
    sign_in_routes,
    link_routes,
    mail_routes,
    second_step,
    step_routes,
    invitations,
    teams,
    pairs,
    fit,
    matching,
    roster,
    leavers,
    returning,
    administration,
    settings_routes,
    joining_routes,
    rights_routes,
    naming_routes,
    providers,
    leaving_routes,
)
PROGRESS = (
    first_steps,
    assignments,
    first_pair_routes,
    overrides,
    more_attempts,
    certificates,
    solo,
)
LEARNING = (
    moment,
    my_page,
    lessons,
    practice,
    quizzes,
    result_routes,
    write_routes,
    feedback,
    plans,
    pulse,
    remarks,
    written,
    refreshers,
)
TOGETHER = (both, steps, scene_for_two, scenes, goals, pair_page, tryout, finale)
TRUST = (joining, log, privacy)
LEADING = (board, act_routes, report_routes, impact, made_files)
GUIDE = (search, help_routes)
AUTHORING = (
    courses,
    availability,
    editor,
    picture_routes,
    download_routes,
    exchange,
    outline,
    history,
    withdrawal,
    insights,
)
NOTIFICATIONS = (daily, calendar)
INTEROP = (scim, scim_tokens)
PAGES = (
    library,
    *PEOPLE,
    *PROGRESS,
    *LEARNING,
    *TOGETHER,
    *TRUST,
    *LEADING,
    *GUIDE,
    *AUTHORING,
    *NOTIFICATIONS,
    *INTEROP,
)


def create_app(given: dict[str, Any] | None = None, *, clock: Clock = clocks.real) -> Flask:
    """A new site. `given` are settings that win over the environment and the instance folder.

    Whatever happens on it happens at the time that `clock` tells.
    """
    given = given or {}
    instance = given.get("INSTANCE")
    app = Site(__name__, instance_path=str(Path(instance).resolve()) if instance else None)
    settings.load(app, given)
    app.extensions["clock"] = clock
    interface_texts.SiteBabel(app, locale_selector=chosen_language)
    for plumbing in PLUMBING:
        plumbing.init_app(app)
    # After `access`: a visitor's form is kept before its token is looked at.
    tokens = CSRFProtect(app)
    # A mail program posts without a session; the link itself is the secret.
    tokens.exempt(daily.off)
    # A provider posts without a session, and signs what it says.
    tokens.exempt(leaving_routes.ended)
    tokens.exempt(sign_in_routes.kept)
    # A directory posts without a session; its token is the secret, and no cookie counts.
    tokens.exempt(scim.blueprint)
    for feature in PAGES:
        app.register_blueprint(feature.blueprint)
    teams.init_app(app, load_sample=sample.load, remove_sample=sample.remove)
    if app.debug or app.config["STYLEGUIDE"]:
        app.register_blueprint(styleguide.blueprint)
    commands.init_app(app)
    return app


def create_front() -> Front:
    """A new site as a process of the server runs it, with its work beside the requests."""
    app = create_app()
    request_log.set_up(as_json=app.config["LOG"] == "json", level=app.config["LOG_LEVEL"])
    patience = Patience(app.config["REQUEST_SECONDS"], largest=upload_limits.largest(app))
    templates.load_all(app)
    first_pages.make_ready(app)
    look_for_garbage_seldom()
    return Front(app, patience, begin=functools.partial(background.start, app))


def look_for_garbage_seldom() -> None:
    """Looking for it holds up requests. What is there now stays to the end, and what comes is
    looked through less often than Python would: a long file makes millions of values, and hardly
    any garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def chosen_language() -> str:
    """The person's language, else what the browser asks for; English where we have no words."""
    known = languages.languages_of_pages()
    if current_user.is_authenticated:
        return current_user.language if current_user.language in known else "en"
    return request.accept_languages.best_match(known) or "en"
