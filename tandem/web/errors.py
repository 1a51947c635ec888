"""What does a person see when something goes wrong?"""

from __future__ import annotations

from urllib.parse import quote

from flask import Flask, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import NoResultFound
from werkzeug.exceptions import HTTPException, MethodNotAllowed

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
    if error.code is None:
        return error
    if isinstance(error, MethodNotAllowed) and request.method == "GET" and (page := page_above()):
        return redirect(page)
    return render_template("errors/error.html", code=error.code), error.code


def page_above() -> str:
    """The nearest page above an address that only takes what is sent, typed by hand; else none."""
    adapter = current_app.create_url_adapter(request)
    parts = request.path.strip("/").split("/")
    for count in range(len(parts) - 1, 0, -1):
        path = f"/{'/'.join(parts[:count])}/"
        if adapter and any(adapter.test(name, "GET") for name in (path, path.rstrip("/"))):
            # What is typed may hold a line break, which no header does.
            return quote(request.script_root + path)
    return ""


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
