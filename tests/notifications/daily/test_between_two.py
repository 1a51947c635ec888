"""What does the mail of a day say of the two: a nudge, a day to look again, a pair that ended?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import (
    AgreementVersion,
    Course,
    Goal,
    GoalMeasure,
    Letter,
    Nudge,
    Revision,
    Signature,
)
from tandem.notifications.daily import letter as daily_letter
from tandem.people import forming
from tandem.people.pairs import actions as pairs
from tandem.terms import Better, PairState
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, finish, lesson, question, serve
from tests.notifications.conftest import DUE, At, mail_today
from tests.postbox import Postbox, text_of
from tests.two_pairs import two_pairs

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def undated(session: Session, cast: Cast, at: At) -> Course:
    """A course of six minutes without a date; Sam has finished it."""
    found = serve(session, lesson(question("q1")))
    assign(session, cast.pair, found)
    finish(session, cast.sam)
    return found


def nudge(browser_of: Browser, cast: Cast, course: Course) -> None:
    """Sam presses the button."""
    browser_of(cast.sam).post(f"/pairs/{cast.pair.id}/nudge", data={"course": course.id})


def test_a_nudge_leaves_in_the_language_of_its_reader_and_is_off_with_one_click(
    mailing: Flask, session: Session, cast: Cast, undated: Course, browser_of: Browser,
    postbox: Postbox,
) -> None:  # fmt: skip
    cast.sue.language = "de"
    session.commit()

    nudge(browser_of, cast, undated)
    daily_letter.send(mailing)

    (letter,) = postbox.to("sue@example.com")
    assert letter["Subject"] == "Sam Adeyemi freut sich auf deine Hälfte"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for kind in ("plain", "html"):
        assert "etwa 6 Minuten" in text_of(letter, kind)
        assert f"https://tandem.example.com/pairs/{cast.pair.id}/" in text_of(letter, kind)


def test_a_nudge_and_a_reminder_of_one_day_are_one_mail(
    mailing: Flask, session: Session, cast: Cast, course: Course, browser_of: Browser,
    postbox: Postbox,
) -> None:  # fmt: skip
    finish(session, cast.sam)

    nudge(browser_of, cast, course)
    daily_letter.send(mailing)
    mail_today(mailing)

    (letter,) = postbox.to("sue@example.com")
    text = text_of(letter, "plain")
    assert "Sam Adeyemi has finished “Gasoline and engine” and looks forward to your half" in text
    assert "Due by the end of 9 Mar 2026" in text


def test_a_nudge_after_todays_mail_goes_along_tomorrow_once(
    mailing: Flask, session: Session, cast: Cast, course: Course, browser_of: Browser,
    postbox: Postbox, at: At,
) -> None:  # fmt: skip
    finish(session, cast.sam)
    mail_today(mailing)
    at(LATER)
    nudge(browser_of, cast, course)
    for days in (0, 1, 2):
        at(LATER + timedelta(days=days))
        mail_today(mailing)

    today, tomorrow = postbox.to("sue@example.com")
    assert "looks forward" not in text_of(today, "plain")
    assert "looks forward" in text_of(tomorrow, "plain")


@pytest.mark.parametrize("change", ["done", "paused", "closed"])
def test_who_is_done_rests_or_has_left_gets_no_nudge_that_waits(
    mailing: Flask, session: Session, cast: Cast, undated: Course, browser_of: Browser,
    postbox: Postbox, change: str,
) -> None:  # fmt: skip
    nudge(browser_of, cast, undated)
    assert session.scalar(select(func.count()).select_from(Letter)) == 1
    match change:
        case "done":
            finish(session, cast.sue)
        case "paused":
            pairs.change_state(session, cast.pair, PairState.PAUSED, by_id=None, now=NOW)
        case _:
            cast.sue.is_active = False
    session.commit()

    daily_letter.send(mailing)

    assert postbox.letters == []


@pytest.mark.parametrize("change", ["closed", "sample"])
def test_nobody_is_told_of_a_nudge_that_cannot_arrive(
    session: Session, cast: Cast, undated: Course, browser_of: Browser, change: str
) -> None:
    cast.sue.is_active, cast.sue.is_sample = change != "closed", change == "sample"
    session.commit()

    nudge(browser_of, cast, undated)

    assert session.scalar(select(func.count()).select_from(Letter)) == 0
    expected = 0 if change == "closed" else 1
    assert session.scalar(select(func.count()).select_from(Nudge)) == expected


def test_a_nudge_does_not_hide_that_another_pair_has_ended(
    mailing: Flask, session: Session, cast: Cast, undated: Course, browser_of: Browser,
    postbox: Postbox, at: At,
) -> None:  # fmt: skip
    other = forming.form_pair(
        session, team_id=cast.north.id, rep_id=cast.otto.id, support_id=cast.sue.id,
        by_id=None, now=NOW,
    )  # fmt: skip
    assert other
    pairs.change_state(session, other, PairState.ENDED, by_id=None, now=NOW)
    session.commit()
    at(LATER)

    nudge(browser_of, cast, undated)
    daily_letter.send(mailing)

    (letter,) = postbox.to("sue@example.com")
    assert "Your pair with Otto Berg has ended." in text_of(letter, "plain")


@two_pairs
@pytest.mark.parametrize(
    ("team", "state"), [("north", PairState.ACTIVE), ("south", PairState.PROPOSED)]
)
def test_an_end_is_no_news_once_the_same_two_are_a_pair_again(
    mailing: Flask, session: Session, cast: Cast, undated: Course, postbox: Postbox, at: At,
    team: str, state: PairState,
) -> None:  # fmt: skip
    for pair in (cast.pair, cast.other_pair):
        pairs.change_state(session, pair, PairState.ENDED, by_id=None, now=NOW)
    forming.form_pair(
        session, team_id=getattr(cast, team).id, rep_id=cast.sam.id, support_id=cast.sue.id,
        by_id=None, now=NOW, state=state,
    )  # fmt: skip
    session.commit()
    at(LATER)

    mail_today(mailing)

    told = [letter for letter in postbox.letters if "has ended" in text_of(letter, "plain")]
    assert sorted(letter["To"] for letter in told) == ["ona@example.com", "otto@example.com"]


def agreement(session: Session, cast: Cast, on: date, *, signed: bool = True) -> None:
    """Both have signed to look again on a day."""
    module, revision = session.execute(select(Revision.module_id, Revision.id)).one()
    row = AgreementVersion(
        pair_id=cast.pair.id, module_id=module, step="agreed", number=1,
        lines='["CALL BY NOON"]', look_again_on=on, by_id=cast.sam.id, at=NOW,
        revision_id=revision,
    )  # fmt: skip
    session.add(row)
    session.flush()
    for one in (cast.sam, cast.sue)[: 2 if signed else 1]:
        session.add(Signature(version_id=row.id, person_id=one.id, at=NOW))
    session.commit()


@two_pairs
def test_both_are_told_once_that_the_day_to_look_again_has_come(
    mailing: Flask, session: Session, cast: Cast, undated: Course, postbox: Postbox, at: At
) -> None:
    agreement(session, cast, date(2026, 3, 4))
    for days in range(5):
        at(NOW + timedelta(days=days))
        mail_today(mailing)

    for who, partner in (("sam", "Sue Zhang"), ("sue", "Sam Adeyemi")):
        (letter,) = postbox.to(f"{who}@example.com")
        words = f"It is time to look again at what you agreed with {partner}."
        assert words in text_of(letter, "plain")
        assert "CALL BY NOON" not in text_of(letter, "plain")
        assert letter["Subject"] == f"You and {partner}: time to look again"


@two_pairs
def test_nobody_is_told_of_a_day_that_only_one_has_signed(
    mailing: Flask, session: Session, cast: Cast, undated: Course, postbox: Postbox, at: At
) -> None:
    agreement(session, cast, NOW.date(), signed=False)

    mail_today(mailing)

    assert postbox.to("sam@example.com") == []
    version = session.scalars(select(AgreementVersion.id)).one()
    session.add(Signature(version_id=version, person_id=cast.sue.id, at=NOW))
    session.commit()
    at(NOW + timedelta(days=1))
    mail_today(mailing)
    assert len(postbox.to("sam@example.com")) == 1


@pytest.mark.parametrize(("agreed_at", "letters"), [(NOW, 1), (None, 0)])
def test_both_are_told_when_an_agreed_goal_is_to_be_looked_at(
    mailing: Flask, session: Session, cast: Cast, undated: Course, postbox: Postbox,
    agreed_at: datetime | None, letters: int,
) -> None:  # fmt: skip
    measure = GoalMeasure(pair_id=cast.pair.id, name="SECRET ORDERS", unit="a week")
    session.add(measure)
    session.flush()
    session.add(
        Goal(
            pair_id=cast.pair.id, number=1, measure_id=measure.id, better=Better.LOWER,
            baseline_from=NOW.date(), baseline_to=NOW.date(), target=8, share_percent=10,
            share_text="x", review_on=NOW.date(), time_zone="UTC", by_id=cast.sam.id, at=NOW,
            agreed_at=agreed_at,
        )
    )  # fmt: skip
    session.commit()

    mail_today(mailing)

    found = postbox.to("sue@example.com")
    assert len(found) == letters
    assert all("shared goal with Sam Adeyemi" in text_of(one, "plain") for one in found)


@two_pairs
def test_a_pair_that_rests_is_not_told_to_look_again(
    mailing: Flask, session: Session, cast: Cast, undated: Course, postbox: Postbox, at: At
) -> None:
    agreement(session, cast, NOW.date())
    pairs.change_state(session, cast.pair, PairState.PAUSED, by_id=None, now=NOW)
    session.commit()

    mail_today(mailing)

    assert postbox.to("sam@example.com") == []
    pairs.change_state(session, cast.pair, PairState.ACTIVE, by_id=None, now=NOW)
    session.commit()
    at(NOW + timedelta(days=1))
    mail_today(mailing)
    assert len(postbox.to("sam@example.com")) == 1


def test_dates_are_told_before_what_is_to_be_looked_at(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox
) -> None:
    agreement(session, cast, NOW.date())

    mail_today(mailing)

    (letter,) = postbox.to("sue@example.com")
    text = text_of(letter, "plain")
    assert text.index("9 Mar 2026") < text.index("look again")
    assert DUE.isoformat() not in text
