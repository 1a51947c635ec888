"""Is what somebody wrote still there when the lesson, the pair or another tab has changed it?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import PairStep
from tandem.models import Addition, Assignment, RecordedAnswer, StepDraft
from tandem.models.timing import moment_of
from tandem.people.pairs import actions as pairs
from tandem.terms import PairState
from tests.cast import Cast
from tests.lessons import REP, serve
from tests.moments import SetClock
from tests.together.steps.step_helpers import (
    GUESS,
    JSON,
    SEALED,
    SHARED,
    TALK,
    for_two,
    give,
    opened,
    page_of,
    section_of,
)
from tests.together.steps.test_drafts import field

DAY = "2099-01-31"


def end(session: Session, cast: Cast) -> None:
    """The pair ends."""
    pairs.change_state(session, cast.pair, PairState.ENDED, by_id=None, now=moment_of(session))
    session.commit()


def publish(session: Session, *steps: PairStep) -> None:
    """The lesson is published anew with these steps."""
    serve(session, for_two(*steps, TALK))


@pytest.mark.parametrize(
    ("step", "sent"),
    [
        ("thought", {"text": "TYPED"}),
        ("told", {"text": "TYPED"}),
        ("thanks", {"text": "TYPED"}),
        ("agreed", {"line": "TYPED", "look_again_on": DAY}),
    ],
)
def test_what_comes_after_a_pair_has_ended_is_shown_to_its_author(
    session: Session, cast: Cast, sam: FlaskClient, step: str, sent: dict[str, str]
) -> None:
    tab = opened(sam, cast, step)
    end(session, cast)

    answer = give(sam, cast, step, tab=tab, **sent)

    assert answer.status_code == 400
    assert "TYPED" in section_of(answer.text, step)


def test_an_addition_that_comes_after_a_pair_has_ended_is_shown_to_its_author(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    give(sam, cast, "told", text="What stands")
    tab = opened(sam, cast, "told")
    end(session, cast)

    assert "TYPED" in give(sam, cast, "told", what="add", text="TYPED", tab=tab).text


def test_what_was_begun_before_a_pair_ended_is_read_by_its_author_alone(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "told", what="draft", text="BEGUN")
    end(session, cast)

    assert "BEGUN" in section_of(sam.get(page_of(cast)).text, "told")
    assert "BEGUN" not in sue.get(page_of(cast)).text


def test_what_was_begun_in_a_step_that_is_gone_is_read_by_its_author_alone(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "told", what="draft", text="BEGUN")
    publish(session)

    assert "BEGUN" in sam.get(page_of(cast)).text
    assert "BEGUN" not in sue.get(page_of(cast)).text


def test_what_was_begun_in_a_course_that_was_taken_back_can_be_read(
    session: Session, cast: Cast, sam: FlaskClient, clock: SetClock
) -> None:
    give(sam, cast, "told", what="draft", text="BEGUN")
    session.scalars(select(Assignment)).one().withdrawn_at = clock.now
    session.commit()

    assert "BEGUN" in sam.get(page_of(cast)).text


@pytest.mark.parametrize("what", ["", "add", "draft"])
def test_what_is_sent_to_a_step_that_is_gone_stays_on_the_page(
    session: Session, cast: Cast, sam: FlaskClient, what: str
) -> None:
    tab = opened(sam, cast, "told")
    publish(session)

    answer = give(sam, cast, "told", what=what, text="TYPED", tab=tab)

    assert answer.status_code == 400
    assert "This step is no longer in the lesson." in answer.text
    assert "TYPED" in answer.text


def test_what_is_sent_to_a_step_that_was_renamed_is_given_in_it(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    tab = opened(sam, cast, "told")
    publish(session, replace(SHARED, id="known", was="told"))

    give(sam, cast, "told", text="TYPED", tab=tab)

    assert "TYPED" in section_of(sam.get(page_of(cast)).text, "known")


def test_what_one_of_the_two_shares_in_a_step_of_their_own_is_read_by_the_other(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    publish(session, replace(SHARED, roles=REP))
    give(sam, cast, "told", text="FOR-SUE")

    for page in (page_of(cast), f"{page_of(cast)}/talk"):
        assert "FOR-SUE" in sue.get(page).text


def test_what_was_written_in_a_step_that_became_the_partners_stays_readable(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    for browser, who in ((sam, "SAM"), (sue, "SUE")):
        give(browser, cast, "told", text=f"{who}-TOLD")
        give(browser, cast, "thought", text=f"{who}-THOUGHT")
    publish(session, replace(SHARED, roles=REP))

    text = sue.get(page_of(cast)).text
    assert all(one in text for one in ("SUE-TOLD", "SAM-TOLD", "SUE-THOUGHT"))
    assert "SAM-THOUGHT" not in text


def test_a_second_guess_changes_nothing_and_stays_on_the_page(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    publish(session, SEALED, GUESS)
    tab = opened(sam, cast, "guessed")
    give(sam, cast, "guessed", text="FIRST", tab=tab)

    answer = give(sam, cast, "guessed", text="SECOND", tab=tab)

    assert answer.status_code == 409
    assert "SECOND" in section_of(answer.text, "guessed")
    assert "SECOND" not in sam.get(page_of(cast)).text


@pytest.mark.parametrize("step", ["thought", "saved"])
def test_what_another_tab_gave_is_kept_when_a_late_tab_gives_something_else(
    session: Session, cast: Cast, sam: FlaskClient, step: str
) -> None:
    late = opened(sam, cast, step)
    give(sam, cast, step, text="FROM-ONE")

    give(sam, cast, step, text="FROM-TWO", tab=late)

    assert field(sam, cast, step) == "FROM-TWO"
    assert "FROM-ONE" in section_of(sam.get(page_of(cast)).text, step)


def test_what_a_tab_gave_itself_is_changed_without_a_word(cast: Cast, sam: FlaskClient) -> None:
    give(sam, cast, "thought", text="FIRST")
    give(sam, cast, "thought", text="SECOND")

    text = sam.get(page_of(cast)).text
    assert "SECOND" in text
    assert "FIRST" not in text


def test_going_back_twice_to_the_first_words_gives_them(cast: Cast, sam: FlaskClient) -> None:
    tab = opened(sam, cast, "thought")
    for text in ("THIS", "THAT", "THIS"):
        give(sam, cast, "thought", text=text, tab=tab)

    assert field(sam, cast, "thought") == "THIS"


def test_a_draft_that_arrives_after_the_same_words_were_given_is_none(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    for step, what, sent in (
        ("told", "", {"text": "GIVEN"}),
        ("told", "add", {"text": "ADDED"}),
        ("agreed", "", {"line": "AGREED", "look_again_on": DAY}),
    ):
        tab = opened(sam, cast, step)
        give(sam, cast, step, what=what, tab=tab, **sent)
        give(sam, cast, step, what="draft", tab=tab, headers=JSON, **sent)

    assert session.scalars(select(StepDraft)).all() == []
    give(sam, cast, "told", what="draft", text="OTHERWISE", headers=JSON)
    session.rollback()
    assert session.scalars(select(StepDraft)).all() != []


def test_a_sign_that_no_database_keeps_is_left_out(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    give(sam, cast, "told", text="A\0B")
    give(sam, cast, "told", what="add", text="C\0D")

    assert '"AB"' in session.scalars(select(RecordedAnswer.content)).one()
    assert session.scalars(select(Addition.text)).all() == ["CD"]


def test_a_button_that_is_refused_leaves_the_fields_as_they_are(
    cast: Cast, sam: FlaskClient
) -> None:
    give(sam, cast, "saved", text="KEPT")

    answer = give(sam, cast, "saved", what="forget", tab={"form_id": "old", "version": "0"})

    assert answer.status_code == 400
    assert ">KEPT</textarea>" in section_of(answer.text, "saved")
