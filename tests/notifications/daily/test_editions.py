"""Does the next mail say that a finished module has a new edition, once and never by itself?"""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy.orm import Session

from tandem.models import EditionRead, Module
from tests.cast import NOW, Cast
from tests.lessons import assign, finish, lesson, question, serve
from tests.notifications.conftest import DUE, At, mail_today
from tests.postbox import Postbox, text_of
from tests.two_pairs import two_pairs

LINE = "“Gasoline and engine” has changed since you finished it. You stay complete."


def new_edition(session: Session, cast: Cast, *, more: bool) -> None:
    """Sam has finished a module that has a new edition; with `more` another waits for him."""
    lessons = [lesson(question("q1"))]
    lessons += [lesson(question("q2"), name="second", title="Second")] if more else []
    assign(session, cast.pair, serve(session, *lessons), due_on=DUE)
    finish(session, cast.sam)
    serve(session, lesson(question("q1"), edition=2), *lessons[1:])


def test_it_goes_along_with_the_next_mail_and_is_told_once(
    mailing: Flask, session: Session, cast: Cast, at: At, postbox: Postbox
) -> None:
    new_edition(session, cast, more=True)

    mail_today(mailing)
    at(NOW + timedelta(days=6))
    mail_today(mailing)

    first, second = postbox.to("sam@example.com")
    for kind in ("plain", "html"):
        assert LINE in text_of(first, kind)
        assert "/learn/teaming/engine/changes" in text_of(first, kind)
    assert LINE not in text_of(second, "plain")


def test_what_was_read_meanwhile_is_not_told(
    mailing: Flask, session: Session, cast: Cast, at: At, postbox: Postbox
) -> None:
    new_edition(session, cast, more=True)
    module_id = session.query(Module.id).filter_by(slug="engine").scalar()
    session.add(EditionRead(person_id=cast.sam.id, module_id=module_id, edition=2, at=NOW))
    session.commit()

    mail_today(mailing)

    (letter,) = postbox.to("sam@example.com")
    assert LINE not in text_of(letter, "plain")


@two_pairs
def test_it_is_no_reason_for_a_mail(
    mailing: Flask, session: Session, cast: Cast, at: At, postbox: Postbox
) -> None:
    new_edition(session, cast, more=False)

    mail_today(mailing)

    assert not postbox.to("sam@example.com")
