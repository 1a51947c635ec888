"""The site: wiring only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, request
from flask_babel import Babel
from flask_login import current_user
from flask_wtf import CSRFProtect

from tandem import commands
from tandem.accounts import routes as accounts
from tandem.assignments import routes as assignments
from tandem.authoring import routes as authoring
from tandem.calendars import routes as calendars
from tandem.certificates import routes as certificates
from tandem.dashboards import routes as dashboards
from tandem.exchange import routes as exchange
from tandem.fits import routes as fits
from tandem.goals import routes as goals
from tandem.halves import routes as halves
from tandem.helped import routes as helped
from tandem.insights import routes as insights
from tandem.learning import routes as learning
from tandem.matching import routes as matching
from tandem.mirrors import routes as mirrors
from tandem.models.timing import Clock
from tandem.opinions import routes as opinions
from tandem.outlines import routes as outlines
from tandem.overrides import routes as overrides
from tandem.pairs import routes as pairs
from tandem.parcels import routes as parcels
from tandem.people import routes as people
from tandem.pictures import routes as pictures
from tandem.publishing import routes as publishing
from tandem.quizzes import routes as quizzes
from tandem.remarks import routes as remarks
from tandem.reminders import routes as reminders
from tandem.reports import routes as reports
from tandem.restoring import routes as restoring
from tandem.reviews import routes as reviews
from tandem.rosters import routes as rosters
from tandem.steps import routes as steps
from tandem.styleguide import routes as styleguide
from tandem.web import (
    access,
    assets,
    db,
    errors,
    health,
    languages,
    large,
    navigation,
    numbers,
    row_words,
    security,
    settings,
    throttle,
    words,
)
from tandem.web import clock as clocks
from tandem.web import viewer as viewers
from tandem.withdrawing import routes as withdrawing
from tandem.writing import routes as writing

PLUMBING = (
    db,
    viewers,
    access,
    large,
    clocks,
    numbers,
    words,
    row_words,
    throttle,
    security,
    errors,
    assets,
    health,
    languages,
    navigation,
)
FEATURES = (
    accounts,
    people,
    pairs,
    goals,
    fits,
    publishing,
    assignments,
    overrides,
    learning,
    opinions,
    remarks,
    quizzes,
    reviews,
    steps,
    mirrors,
    halves,
    dashboards,
    helped,
    reports,
    insights,
    certificates,
    authoring,
    parcels,
    writing,
    outlines,
    pictures,
    restoring,
    withdrawing,
    reminders,
    exchange,
    rosters,
    matching,
    calendars,
)


def create_app(given: dict[str, Any] | None = None, *, clock: Clock = clocks.real) -> Flask:
    """A new site. `given` are settings that win over the environment and the instance folder.

    Whatever happens on it happens at the time that `clock` tells.
    """
    given = given or {}
    instance = given.get("INSTANCE")
    app = Flask(__name__, instance_path=str(Path(instance).resolve()) if instance else None)
    settings.load(app, given)
    app.extensions["clock"] = clock
    Babel(app, locale_selector=chosen_language)
    for plumbing in PLUMBING:
        plumbing.init_app(app)
    # After `access`: a visitor's form is kept before its token is looked at.
    tokens = CSRFProtect(app)
    # A mail program posts without a session; the link itself is the secret.
    tokens.exempt(reminders.off)
    for feature in FEATURES:
        app.register_blueprint(feature.blueprint)
    if app.debug or app.config["STYLEGUIDE"]:
        app.register_blueprint(styleguide.blueprint)
    commands.init_app(app)
    return app


def chosen_language() -> str:
    """The person's language, else what the browser asks for; English where we have no words."""
    known = languages.languages_of_pages()
    if current_user.is_authenticated:
        return current_user.language if current_user.language in known else "en"
    return request.accept_languages.best_match(known) or "en"
