"""How is a scale filled in again, after a month?"""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import RecordedAnswer
from tandem.terms import Promise
from tests.cast import Cast
from tests.together.steps.step_helpers import give, opened, page_of, section_of

HIGH = {"item-ask": "5", "item-no": "4"}
LOW = {"item-ask": "1", "item-no": "4"}


def months_pass(session: Session, number: int = 1) -> None:
    """What was given was given so many months earlier."""
    for row in session.scalars(select(RecordedAnswer)):
        row.at -= timedelta(days=31 * number)
    session.commit()


def often(browser: FlaskClient, cast: Cast) -> str:
    """The part of the page with the scale."""
    return section_of(browser.get(page_of(cast)).text, "often")


def test_sam_reads_who_will_see_what_before_he_answers(cast: Cast, sam: FlaskClient) -> None:
    text = often(sam, cast)

    promise = text.index("Nobody else sees an answer. Whoever leads your team sees only averages")
    assert promise < text.index('name="item-ask"')


def test_what_both_answered_stands_for_a_month(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "often", **HIGH)
    tab = opened(sam, cast, "often")
    give(sue, cast, "often", **LOW)

    assert "From " in often(sam, cast)
    assert 'name="item-ask"' not in often(sam, cast)
    assert give(sam, cast, "often", tab=tab, **LOW).status_code == 409


def test_after_a_month_both_answer_anew_and_the_old_answers_stay(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "often", **HIGH)
    give(sue, cast, "often", **LOW)
    months_pass(session)

    give(sam, cast, "often", **LOW)
    waiting = often(sue, cast)
    give(sue, cast, "often", **LOW)

    assert "Sam Adeyemi: 1<" not in waiting
    assert "Sam Adeyemi has answered. It opens when you have answered too." in waiting
    said = often(sue, cast)
    assert "You see this much alike" in said
    assert said.index("What you saw on") < said.index("You: 1 · Sam Adeyemi: 5")
    numbers = select(RecordedAnswer.number).order_by(RecordedAnswer.id)
    assert session.scalars(numbers).all() == [1, 1, 2, 2]


def test_until_the_partner_answers_anew_the_new_answer_can_be_changed(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "often", **HIGH)
    give(sue, cast, "often", **LOW)
    months_pass(session)

    give(sam, cast, "often", **LOW)
    give(sam, cast, "often", **HIGH)

    newest = session.scalars(select(RecordedAnswer).where(RecordedAnswer.number == 2)).one()
    assert '"ask": 5' in newest.content


def test_two_tabs_that_begin_again_begin_once(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "often", **HIGH)
    give(sue, cast, "often", **LOW)
    months_pass(session)
    tab = opened(sam, cast, "often")

    for _ in range(2):
        give(sam, cast, "often", tab=tab, **LOW)

    assert len(session.scalars(select(RecordedAnswer).where(RecordedAnswer.number == 2)).all()) == 1


def test_an_old_answer_keeps_the_promise_it_was_given_with(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    give(sam, cast, "often", **HIGH)
    session.scalars(select(RecordedAnswer)).one().promise = Promise.APART
    session.commit()

    assert "Nobody else sees anything." in often(sam, cast)
    give(sam, cast, "often", **LOW)

    session.expire_all()
    assert session.scalars(select(RecordedAnswer.promise)).all() == [Promise.APART]


def test_what_is_answered_anew_carries_the_promise_of_today(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    for browser in (sam, sue):
        give(browser, cast, "often", **HIGH)
    for row in session.scalars(select(RecordedAnswer)):
        row.promise = Promise.APART
    months_pass(session)

    give(sam, cast, "often", **LOW)

    kept = session.execute(
        select(RecordedAnswer.number, RecordedAnswer.promise).order_by(RecordedAnswer.id)
    ).all()
    assert [tuple(one) for one in kept] == [
        (1, Promise.APART), (1, Promise.APART), (2, Promise.APART_AND_MEANS),
    ]  # fmt: skip


def test_the_pairs_page_offers_it_in_one_line(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "often", **HIGH)
    give(sue, cast, "often", **LOW)
    early = sam.get(f"/pairs/{cast.pair.id}/").text
    months_pass(session)

    assert "Has something changed?" not in early
    assert "Has something changed?" in sam.get(f"/pairs/{cast.pair.id}/").text
    give(sam, cast, "often", **LOW)
    assert "Has something changed?" not in sam.get(f"/pairs/{cast.pair.id}/").text
    assert "Your partner has filled in “How often?” again" in (
        sue.get(f"/pairs/{cast.pair.id}/").text
    )


def test_the_card_to_talk_over_keeps_what_lay_apart_until_both_have_answered_anew(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "often", **HIGH)
    give(sue, cast, "often", **LOW)
    months_pass(session)
    give(sam, cast, "often", **LOW)

    assert "Sam Adeyemi: 5 · Sue Zhang: 1" in sam.get(f"{page_of(cast)}/talk").text


def test_the_card_to_talk_over_shows_no_mark_that_does_not_lie_apart(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    for browser in (sam, sue):
        give(browser, cast, "often", **{"item-ask": "5", "item-no": "4"})

    card = sam.get(f"{page_of(cast)}/talk").text
    assert "Talk card" in card
    assert "Sam Adeyemi: 5" not in card
