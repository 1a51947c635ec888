"""What is made ready before the first page is asked for, so that nobody waits for it?

A process that has just started would read the published lessons, compile the statements of a page
and load names of months while somebody waits: their first page took ten times as long as later
ones. So it makes each page of a learner once for itself and throws it away. Nothing is written,
counted or noted, and nobody is signed in.
"""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

from flask import Flask, url_for
from flask_babel import force_locale, format_date, format_datetime

from tandem.library.served import library
from tandem.models import Person
from tandem.progress.assigned import somebody_with_a_course
from tandem.progress.seat_courses import open_seats
from tandem.web import clock, db, site_identity
from tandem.web.languages import languages_of_pages
from tandem.web.viewer import looking_beside, viewer_by_token

log = logging.getLogger(__name__)
DATES = ("d MMM y", "LLLL y")


def make_ready(app: Flask) -> int:
    """Make the pages of a learner once; how many. None where the database does not answer."""
    try:
        with app.test_request_context("/"):
            session = db.session()
            load_dates()
            viewer_by_token(session, "", now=clock.now())
            site_identity.learn(session)
            library(session)
            learner = somebody_with_a_course(session)
            pages = [(address, learner) for address in addresses_for(learner)] if learner else []
    except db.FAULTS:
        log.warning("nothing is made ready: the database does not answer")
        return 0
    return sum(is_made(app, *page) for page in pages)


def load_dates() -> None:
    """Let every language of the pages know how it writes days and moments."""
    for language in languages_of_pages():
        with force_locale(language):
            for pattern in DATES:
                format_date(date(2026, 3, 2), pattern)
            format_datetime(clock.now(), "d MMM y, HH:mm")


def addresses_for(learner: Person) -> list[str]:
    """My page, and a course with its first lesson and quiz, of what somebody has."""
    served = library(db.session())
    opened = open_seats(db.session(), served, learner.id, now=clock.now())
    course = served.course_by_id(opened[0].course_id) if opened else None
    if course is None or not course.modules:
        return [url_for("my_page.my_page")]
    lesson: dict[str, Any] = {"course": course.slug, "module": course.modules[0].slug}
    return [
        url_for("my_page.my_page"),
        url_for("lessons.course", course=course.slug),
        url_for("lessons.module", **lesson),
        url_for("quizzes.quiz", **lesson),
    ]


def is_made(app: Flask, address: str, learner: Person) -> bool:
    """Make one page with a learner's eyes, without what goes around a request."""
    with app.test_request_context(address), looking_beside(learner):
        db.session().info["language"] = learner.language
        try:
            app.dispatch_request()
        except Exception as error:
            # Closed to this learner, or broken: then whoever asks for it gets to know it.
            log.info("%s is not made ready: %s", address, type(error).__name__)
            return False
    return True
