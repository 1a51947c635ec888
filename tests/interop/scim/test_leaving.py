"""What becomes of a pair whose half leaves by the directory, in the middle of a sealed step?"""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Pair, RecordedAnswer
from tandem.terms import PairState
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.interop.scim.conftest import TalkingDirectory
from tests.lessons import assign, question, serve
from tests.moments import SetClock
from tests.notifications.conftest import mail_today
from tests.postbox import Postbox, text_of
from tests.together.steps.step_helpers import SEALED, for_two, give, page_of

SAMS, SUES = "SAM-WROTE-THIS", "SUE-WROTE-THIS"


def test_a_half_leaves_in_the_middle_of_a_sealed_step_and_nothing_is_lost(
    session: Session, cast: Cast, directory: TalkingDirectory, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, for_two(SEALED, asked=(question("q1"),))))
    session.commit()
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    give(sam, cast, "saved", text=SAMS)

    directory.patch(f"/Users/u{cast.sam.id}", {"op": "replace", "value": {"active": False}})

    page = sue.get(page_of(cast))
    assert page.status_code == 200
    assert SAMS not in page.text
    session.rollback()
    (kept,) = session.scalars(select(RecordedAnswer.content))
    assert SAMS in str(kept)
    assert session.get_one(Pair, cast.pair.id).state is PairState.ENDED
    said = sue.get(f"/pairs/{cast.pair.id}/").text
    assert "The pair has ended. Everything that was completed stays." in said


def test_the_two_go_on_in_the_sealed_step_when_somebody_comes_back(
    session: Session, cast: Cast, directory: TalkingDirectory, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, for_two(SEALED, asked=(question("q1"),))))
    session.commit()
    give(browser_of(cast.sam), cast, "saved", text=SAMS)
    for active in (False, True):
        directory.patch(f"/Users/u{cast.sam.id}", {"op": "replace", "value": {"active": active}})
    session.rollback()
    pair = session.get_one(Pair, cast.pair.id)
    pair.state = PairState.ACTIVE
    session.commit()

    give(browser_of(cast.sue), cast, "saved", text=SUES)

    assert SAMS in browser_of(cast.sue).get(page_of(cast)).text


def test_the_partner_hears_of_it_by_mail(
    cast: Cast, directory: TalkingDirectory, mailing: Flask, postbox: Postbox, clock: SetClock
) -> None:
    clock.set_to(NOW)
    directory.patch(f"/Users/u{cast.sam.id}", {"op": "replace", "value": {"active": False}})
    clock.set_to(clock.now + timedelta(days=1))

    mail_today(mailing)

    (letter,) = postbox.to("sue@example.com")
    assert "Your pair with Sam Adeyemi has ended. Everything" in text_of(letter, "plain")
    assert postbox.to("sam@example.com") == []
