"""Is a certificate that is asked for twice at the very same moment one and the same?"""

from __future__ import annotations

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Certificate, Course
from tests import cast as stage
from tests.at_once import at_once
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, finish, lesson, question, serve
from tests.progress.certificates.test_certificates import course

__all__ = ["course"]


def codes(session: Session) -> list[str]:
    """Where the certificates are that were issued."""
    session.rollback()
    return [f"/certificates/{code}" for code in session.scalars(select(Certificate.code))]


def test_the_two_get_one_for_their_pair(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    address = f"/certificates/pairs/{cast.pair.id}/teaming"
    for who in (cast.sam, cast.sue):
        finish(session, who)

    answers = at_once(*(partial(browser_of(who).post, address) for who in (cast.sam, cast.sue)))

    assert [answer.location for answer in answers] == codes(session) * 2


def test_somebody_in_two_pairs_gets_one_for_the_own_half(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    second = stage.pair(session, cast.north, cast.sam, cast.ona)
    assign(session, second, course)
    finish(session, cast.sam)
    sam = browser_of(cast.sam)

    answers = at_once(
        *(partial(sam.post, f"/certificates/own/{pair.id}/teaming") for pair in (cast.pair, second))
    )

    assert [answer.location for answer in answers] == codes(session) * 2


def test_who_read_alone_gets_one_from_two_tabs(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    session.add(Course(slug="leading", title="Positioning", audience="leader"))
    session.flush()
    serve(session, lesson(question("q1"), name="position"), course_slug="leading")
    finish(session, cast.lee, "position")
    lee = browser_of(cast.lee)

    answers = at_once(*(partial(lee.post, "/certificates/alone/leading") for _ in range(2)))

    assert [answer.location for answer in answers] == codes(session) * 2
