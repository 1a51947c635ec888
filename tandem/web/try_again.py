"""What does a person see while the database is busy or away? Nothing is lost: try again.

A page is looked at once more by itself. What was sent stays in the answer, with one button that
sends it again: a form that was recorded after all is not recorded twice.
"""

from __future__ import annotations

from flask import Flask, Response, current_app, g, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from tandem.models.passing import is_disk_full, is_passing
from tandem.models.write_queue import LockNotFreeError
from tandem.web import db, interrupted_forms
from tandem.web.counters import PUT_OFF
from tandem.web.interrupted_forms import KeptForm
from tandem.web.languages import language_without_doubt
from tandem.web.scripts import wants_json

# After so many seconds it is worth trying again.
SOON = 5


def init_app(app: Flask) -> None:
    """Answer for the database."""
    app.register_error_handler(LockNotFreeError, answer_trouble)
    for kind in db.FAULTS:
        app.register_error_handler(kind, answer_trouble)


def answer_trouble(error: Exception) -> ResponseReturnValue:
    """Read again, or say when to try again; another fault is not answered here."""
    if is_disk_full(error):
        current_app.logger.error("the disk is full: nothing can be saved until there is room")
        return try_again(is_full=True)
    if not is_passing(error):
        raise error
    if request.method in db.READING and not g.get("is_second_try"):
        g.is_second_try = True
        return looked_at_again()
    current_app.logger.warning("the database was busy or away: %s", type(error).__name__)
    return try_again()


def looked_at_again() -> ResponseReturnValue:
    """The same page from the beginning, on another connection."""
    db.close_session()
    g.pop("_login_user", None)
    try:
        answer = current_app.preprocess_request()
        return answer if answer is not None else current_app.dispatch_request()
    except Exception as error:
        return current_app.handle_user_exception(error)


def try_again(*, is_full: bool = False) -> Response:
    """Say that nothing is lost: 503, with what was sent. `is_full`: the disk has no room left.

    The page is made without what every other page gets, for the reader may be what cannot be read.
    """
    db.close_session()
    PUT_OFF.labels("full" if is_full else "busy").inc()
    language = language_without_doubt()
    with force_locale(language):
        if wants_json():
            answer = jsonify(error=words_for_script(is_full=is_full))
        else:
            page = current_app.jinja_env.get_template("errors/try_again.html")
            form = form_to_send_again()
            answer = make_response(page.render(language=language, form=form, is_full=is_full))
    answer.status_code = 503
    answer.headers["Retry-After"] = str(SOON)
    return answer


def words_for_script(*, is_full: bool) -> str:
    """What a script says instead of a page."""
    if is_full:
        return str(_("The site has no room left. What you wrote is still here; it wasn’t saved."))
    return str(_("The site is busy. Try again in a moment; nothing is lost."))


def form_to_send_again() -> KeptForm | None:
    """The form of this request, if it is known that a page of ours has sent it."""
    if request.method in db.READING:
        return None
    form = interrupted_forms.form_under_way()
    is_ours = g.get("csrf_valid") or interrupted_forms.was_made_here(form)
    return form if is_ours else None
