"""What does the mail of a day say of a plan? That it is asked about, and not a word of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tandem.models import Course
from tandem.terms import PairState
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.learning.plans.plan_helpers import PLAN, make_plan
from tests.lessons import assign, serve
from tests.notifications.conftest import At, mail_today
from tests.postbox import Postbox, text_of
from tests.together.steps.step_helpers import THOUGHT, for_two
from tests.two_pairs import two_pairs

WEDNESDAY, TENTH = NOW + timedelta(days=2), NOW + timedelta(days=14)


@pytest.fixture
def planned(session: Session, cast: Cast, at: At, browser_of: Browser) -> Course:
    """Sam has made a plan on Monday."""
    served = serve(session, for_two(THOUGHT, PLAN))
    assign(session, cast.pair, served)
    make_plan(browser_of(cast.sam), cast)
    return served


@two_pairs
def test_it_is_asked_about_on_the_second_and_on_the_tenth_working_day(
    mailing: Flask, cast: Cast, planned: Course, at: At, postbox: Postbox
) -> None:
    for day in range(20):
        at(NOW + timedelta(days=day))
        mail_today(mailing)

    first, second = postbox.to("sam@example.com")
    assert [letter["Date"][:16] for letter in (first, second)] == [
        "Wed, 04 Mar 2026",
        "Mon, 16 Mar 2026",
    ]
    assert first["Subject"] == "Your plan in “Gasoline and engine”"
    assert postbox.to("sue@example.com") == []


def test_the_mail_holds_three_links_and_no_word_of_the_plan(
    mailing: Flask, cast: Cast, planned: Course, at: At, postbox: Postbox
) -> None:
    at(WEDNESDAY)
    mail_today(mailing)

    (letter,) = postbox.to("sam@example.com")
    for kind in ("plain", "html"):
        text = text_of(letter, kind)
        assert text.count("https://tandem.example.com/plans/mail/") == 3
        assert "phone" not in text
        assert "Did you do it?" in text


def test_whoever_has_tapped_or_rests_gets_no_mail(
    mailing: Flask, session: Session, cast: Cast, planned: Course, at: At, postbox: Postbox
) -> None:
    session.merge(cast.pair).state = PairState.PAUSED
    session.commit()
    at(WEDNESDAY)

    mail_today(mailing)

    assert postbox.to("sam@example.com") == []
    session.merge(cast.pair).state = PairState.ACTIVE
    session.commit()
    mail_today(mailing)
    assert len(postbox.to("sam@example.com")) == 1
