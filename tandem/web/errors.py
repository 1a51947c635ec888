"""What does a person see when something goes wrong?"""

from __future__ import annotations

from flask import Flask, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import NoResultFound
from werkzeug.exceptions import HTTPException

from tandem.models.passing import is_passing
from tandem.web import db, interrupted_forms, try_again
from tandem.web.counters import ERRORS
from tandem.web.forms import facts_of
from tandem.web.languages import language_without_doubt

# What a loader raises where nothing is to be seen; routes know no SQL.
MISSING = NoResultFound


def init_app(app: Flask) -> None:
    """Give each error its page."""
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(MISSING, missing)
    app.register_error_handler(HTTPException, plain_error)
    app.register_error_handler(500, broken)


def stale_form(error: CSRFError) -> ResponseReturnValue:
    """A form from an old page: offered again, if it is this person's own."""
    form = interrupted_forms.form_under_way()
    if facts_of(form.form_id) is not None:
        return interrupted_forms.send_again(form, status=400)
    return render_template("errors/stale.html"), 400


def missing(error: Exception) -> ResponseReturnValue:
    """Missing and hidden look alike."""
    return render_template("errors/error.html", code=404), 404


def plain_error(error: HTTPException) -> ResponseReturnValue:
    """Every other refusal, in plain words."""
    if error.response is not None or error.code is None or error.code < 400:
        return error
    return render_template("errors/error.html", code=error.code), error.code


def broken(error: Exception) -> ResponseReturnValue:
    """Something of ours broke; what was not committed is undone.

    The page is made without the values every other page gets: one of them may be what broke.
    """
    if is_passing(getattr(error, "original_exception", None)):
        return try_again.try_again()
    db.close_session()
    ERRORS.labels("request").inc()
    language = language_without_doubt()
    with force_locale(language):
        page = current_app.jinja_env.get_template("errors/broken.html")
        return page.render(language=language), 500
