"""What does a machine that watches the site want to know? Figures for Prometheus, behind a token.

Figures count from the start of the process. Those of several processes are added up where the
server has set a folder for it (`serve.py`). What waits in the database is asked on each look.
"""

from __future__ import annotations

import hmac
import os

from flask import Blueprint, Flask, Response, abort, current_app, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Gauge,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy import func, select

from tandem.models import Letter, Publication, StalePair, StatusSweep
from tandem.web import db
from tandem.web.access import EVERYBODY, open_to
from tandem.web.counters import REQUESTS, SECONDS
from tandem.web.request_log import kind_of_address, seconds_so_far

blueprint = Blueprint("metrics", __name__)
# What the database tells. `mostrecent`: with several processes the last who looked is right.
WAITING = Gauge("tandem_letters_waiting", "Letters not sent yet.", multiprocess_mode="mostrecent")
GIVEN_UP = Gauge("tandem_letters_given_up", "Letters given up.", multiprocess_mode="mostrecent")
STALE = Gauge(
    "tandem_status_waiting",
    "Pairs whose status is to be made anew.",
    multiprocess_mode="mostrecent",
)
SWEEPS = Gauge(
    "tandem_status_sweeps", "Sweeps over many pairs under way.", multiprocess_mode="mostrecent"
)
PUBLISHED = Gauge(
    "tandem_publications", "Publications since the first.", multiprocess_mode="mostrecent"
)
FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def init_app(app: Flask) -> None:
    """Count every answer, and offer the figures."""
    app.after_request(count)
    app.register_blueprint(blueprint)


def count(response: Response) -> Response:
    """Count an answer."""
    REQUESTS.labels(request.method, kind_of_address(), response.status_code).inc()
    SECONDS.labels(request.method).observe(seconds_so_far())
    return response


@blueprint.get("/metrics")
@open_to(EVERYBODY)
def metrics() -> Response:
    """The figures, for whoever knows the token; for everybody else there is no such page."""
    token = current_app.config["METRICS_TOKEN"]
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(sent.encode(), token.encode()):
        abort(404)
    ask_database()
    registry = REGISTRY
    if FOLDER in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # as it is delivered
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def ask_database() -> None:
    """Set what the database tells. Five queries."""
    own = db.session()
    waits = Letter.sent_at.is_(None) & Letter.given_up_at.is_(None)
    questions = {
        WAITING: select(func.count()).select_from(Letter).where(waits),
        GIVEN_UP: select(func.count()).select_from(Letter).where(Letter.given_up_at.is_not(None)),
        STALE: select(func.count()).select_from(StalePair),
        SWEEPS: select(func.count()).select_from(StatusSweep),
        PUBLISHED: select(func.max(Publication.id)),
    }
    for gauge, question in questions.items():
        gauge.set(own.scalar(question) or 0)
