"""What is done beside a request, so that neither its time nor its answer tells anything."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from flask import Flask, current_app

from tandem.web import db

log = logging.getLogger(__name__)
BESIDE = "beside a request"


def do(work: Callable[[], object], *, then: Callable[[Flask], object] | None = None) -> None:
    """Do something in a thread of its own; what it writes by `db.session()` is committed.

    `then` comes after the commit. What fails is logged, and nobody hears of it.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # werkzeug's proxy
    threading.Thread(target=run, args=(app, work, then), name=BESIDE, daemon=True).start()


def run(
    app: Flask, work: Callable[[], object], then: Callable[[Flask], object] | None = None
) -> None:
    """Do it, in a session of its own."""
    try:
        with app.app_context():
            work()
            db.session().commit()
        if then is not None:
            then(app)
    except Exception:
        log.exception("something beside a request failed")
