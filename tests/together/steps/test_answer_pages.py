"""How do the two give each other something, and what stays as it was?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import Addition, PairStepDone, RecordedAnswer
from tandem.people.pairs import actions as pairs
from tandem.terms import PairState, Promise
from tests.cast import Cast
from tests.lessons import serve
from tests.moments import SetClock
from tests.together.steps.step_helpers import (
    TALK,
    THOUGHT,
    for_two,
    give,
    hidden,
    opened,
    page_of,
    section_of,
)


def test_each_field_says_who_will_read_it_before_anything_is_typed(
    cast: Cast, sam: FlaskClient
) -> None:
    text = sam.get(page_of(cast)).text

    assert "Only you will read this." in section_of(text, "thought")
    assert "You and Sue Zhang will read this, nobody else." in section_of(text, "told")
    assert "once both of you have answered, nobody else." in section_of(text, "saved")
    assert "see where you are two or more steps apart" in section_of(text, "often")
    assert section_of(text, "saved").index("Zhang will read") < section_of(text, "saved").index(
        "<textarea"
    )


def test_a_private_reflection_is_read_by_its_author_alone_and_can_be_changed(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "thought", text="MINE ALONE")
    give(sam, cast, "thought", text="MINE CHANGED")

    assert "MINE CHANGED" in sam.get(page_of(cast)).text
    assert "MINE" not in sue.get(page_of(cast)).text
    assert session.scalars(select(RecordedAnswer.promise)).all() == [Promise.OWN]


def test_a_shared_reflection_is_read_at_once_and_stands(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    tab = opened(sam, cast, "told")
    give(sam, cast, "told", text="FIRST", tab=tab)

    refused = give(sam, cast, "told", text="SECOND", tab=tab)

    assert refused.status_code == 409
    assert "SECOND" in refused.text
    assert "FIRST" in sue.get(page_of(cast)).text
    assert "SECOND" not in sue.get(page_of(cast)).text


def test_what_stands_can_be_added_to(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "thanks", text="For Monday")
    tab = opened(sam, cast, "thanks")

    for _ in range(2):
        answer = give(sam, cast, "thanks", what="add", text="And Tuesday", tab=tab)
        assert answer.status_code == 303

    text = section_of(sue.get(page_of(cast)).text, "thanks")
    assert text.count("And Tuesday") == 1
    assert "For Monday" in text
    assert session.scalar(select(func.count()).select_from(Addition)) == 1


def test_a_sealed_answer_opens_for_both_when_both_have_answered(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "saved", text="SAMS-ANSWER")
    before = section_of(sue.get(page_of(cast)).text, "saved")
    give(sue, cast, "saved", text="SUES-ANSWER")

    assert "SAMS-ANSWER" not in before
    assert "Sam Adeyemi has answered. It opens when you have answered too." in before
    for browser in (sam, sue):
        text = section_of(browser.get(page_of(cast)).text, "saved")
        assert "SAMS-ANSWER" in text
        assert "SUES-ANSWER" in text


def test_a_sealed_answer_can_be_changed_until_the_other_has_answered(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "saved", text="EARLIER")
    give(sam, cast, "saved", text="LATER")
    tab = opened(sam, cast, "saved")
    give(sue, cast, "saved", text="SUES")

    assert give(sam, cast, "saved", text="TOO-LATE", tab=tab).status_code == 409
    assert "LATER" in sue.get(page_of(cast)).text
    assert "TOO-LATE" not in sue.get(page_of(cast)).text


def test_a_sealed_answer_may_be_shared_alone_after_a_week(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient, clock: SetClock
) -> None:
    give(sam, cast, "saved", text="SAMS-ANSWER")
    tab = opened(sam, cast, "saved")
    assert give(sam, cast, "saved", what="share", tab=tab).status_code == 303
    assert "SAMS-ANSWER" not in sue.get(page_of(cast)).text

    row = session.scalars(select(RecordedAnswer)).one()
    row.at = clock.now - timedelta(days=7, minutes=1)
    session.commit()
    for _ in range(2):
        give(sam, cast, "saved", what="share", tab=tab)

    text = section_of(sue.get(page_of(cast)).text, "saved")
    assert "SAMS-ANSWER" in text
    assert "shared early" in text
    assert give(sam, cast, "saved", text="CHANGED", tab=tab).status_code == 409
    assert give(sue, cast, "saved", text="SUES-ANSWER").status_code == 303
    assert "SUES-ANSWER" in sam.get(page_of(cast)).text


def test_what_lies_two_steps_apart_is_a_talking_point_and_nothing_else_is_shown(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "often", **{"item-ask": "1", "item-no": "4"})
    before = section_of(sue.get(page_of(cast)).text, "often")
    give(sue, cast, "often", **{"item-ask": "3", "item-no": "5"})

    text = section_of(sam.get(page_of(cast)).text, "often")
    assert "You:" not in before.partition("<form")[2]
    assert "You: 1 · Sue Zhang: 3" in text
    assert "We say no" not in text


@pytest.mark.parametrize(
    ("step", "fields", "said"),
    [
        ("thought", {"text": "  "}, "There is nothing in the field yet."),
        ("thought", {"text": "x" * 2001}, "This is too long to be kept."),
        ("often", {"item-ask": "1"}, "Please choose a number for each line."),
        ("often", {"item-ask": "9", "item-no": "1"}, "Please choose again."),
        ("often", {"item-else": "1"}, "Please choose again."),
        ("agreed", {"line": ["One"]}, "Please choose a day in the future"),
        ("agreed", {"line": [], "look_again_on": "2099-01-01"}, "There is nothing in the field"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_recorded(
    session: Session, cast: Cast, sam: FlaskClient, step: str, fields: dict[str, str], said: str
) -> None:
    answer = give(sam, cast, step, **fields)

    assert answer.status_code == 400
    assert said in answer.text
    assert session.scalar(select(func.count()).select_from(PairStepDone)) == 0


def test_an_answer_sent_twice_counts_once(session: Session, cast: Cast, sam: FlaskClient) -> None:
    tab = opened(sam, cast, "thanks")

    answers = [give(sam, cast, "thanks", text="Thank you", tab=tab) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert session.scalar(select(func.count()).select_from(RecordedAnswer)) == 1


def test_a_tick_from_each_says_that_they_talked(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "talk")

    assert "You: done on" in section_of(sam.get(page_of(cast)).text, "talk")
    assert "We have talked" not in section_of(sam.get(page_of(cast)).text, "talk")
    assert "Sam Adeyemi: done on" in section_of(sue.get(page_of(cast)).text, "talk")
    assert "We have talked" in section_of(sue.get(page_of(cast)).text, "talk")


def test_a_promise_is_kept_when_the_lesson_shares_later(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "thought", text="FOR ME")
    tab = opened(sue, cast, "thought")
    serve(session, for_two(type(THOUGHT)(**{**vars(THOUGHT), "shared": True})))

    give(sue, cast, "thought", text="TYPED UNDER THE OLD PROMISE", tab=tab)
    give(sam, cast, "thought", text="FOR ME, CHANGED")

    assert "FOR ME" not in sue.get(page_of(cast)).text
    assert "OLD PROMISE" not in sam.get(page_of(cast)).text
    assert "Only you will read this." in section_of(sam.get(page_of(cast)).text, "thought")
    assert set(session.scalars(select(RecordedAnswer.promise))) == {Promise.OWN}


def test_an_ended_pair_reads_on_and_writes_no_more(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient, clock: SetClock
) -> None:
    give(sam, cast, "told", text="KEPT FOR BOTH")
    tab = opened(sue, cast, "told")
    pairs.change_state(session, cast.pair, PairState.ENDED, by_id=None, now=clock.now)
    session.commit()

    answer = give(sue, cast, "told", text="TOO LATE", tab=tab)

    assert answer.status_code == 400
    assert "KEPT FOR BOTH" in sue.get(page_of(cast)).text
    assert "<textarea" not in sue.get(page_of(cast)).text
    assert session.scalar(select(func.count()).select_from(RecordedAnswer)) == 1


def test_a_paused_pair_may_go_on(
    session: Session, cast: Cast, sam: FlaskClient, clock: SetClock
) -> None:
    pairs.change_state(session, cast.pair, PairState.PAUSED, by_id=None, now=clock.now)
    session.commit()

    assert give(sam, cast, "told", text="Hello").status_code == 303
    assert "You may go on, and nobody waits." in sam.get(page_of(cast)).text


def test_a_form_of_another_step_records_nothing(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    private = hidden(sam.get(page_of(cast)).text, "thought", "form_id")

    answer = give(sam, cast, "told", text="X", tab={"form_id": private, "version": "0"})

    assert answer.status_code == 400
    assert session.scalar(select(func.count()).select_from(RecordedAnswer)) == 0


def test_what_was_given_in_a_step_that_is_gone_stays_readable_as_it_was_promised(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    for step in ("thought", "told", "saved"):
        give(sam, cast, step, text=f"SAMS-{step}")
    serve(session, for_two(TALK))

    own, partners = sam.get(page_of(cast)).text, sue.get(page_of(cast)).text

    assert [f"SAMS-{step}" in own for step in ("thought", "told", "saved")] == [True] * 3
    assert [f"SAMS-{step}" in partners for step in ("thought", "told", "saved")] == [
        False, True, False,
    ]  # fmt: skip
