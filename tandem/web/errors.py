"""What does a person see when something goes wrong?"""

from __future__ import annotations

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import NoResultFound
from werkzeug.exceptions import HTTPException

from tandem.web import db, kept
from tandem.web.forms import facts_of


def init_app(app: Flask) -> None:
    """Give each error its page."""
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(NoResultFound, missing)
    app.register_error_handler(HTTPException, plain_error)
    app.register_error_handler(500, broken)


def stale_form(error: CSRFError) -> ResponseReturnValue:
    """A form from an old page: offered again, if it is this person's own."""
    form = kept.form_under_way()
    if facts_of(form.form_id) is not None:
        return kept.send_again(form, status=400)
    return render_template("errors/stale.html"), 400


def missing(error: NoResultFound) -> ResponseReturnValue:
    """Missing and hidden look alike."""
    return render_template("errors/error.html", code=404), 404


def plain_error(error: HTTPException) -> ResponseReturnValue:
    """Every other refusal, in plain words."""
    if error.response is not None or error.code is None or error.code < 400:
        return error
    return render_template("errors/error.html", code=error.code), error.code


def broken(error: Exception) -> ResponseReturnValue:
    """Something of ours broke; what was not committed is undone."""
    db.close_session()
    return render_template("errors/broken.html"), 500
