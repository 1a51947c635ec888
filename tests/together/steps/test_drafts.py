"""Is anything that somebody wrote ever lost?"""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import StepDraft
from tests.cast import Cast
from tests.conftest import Browser
from tests.together.steps.step_helpers import JSON, give, opened, page_of, section_of


def field(browser: FlaskClient, cast: Cast, step: str = "saved") -> str:
    """What stands in a step's field."""
    text = section_of(browser.get(page_of(cast)).text, step)
    return text.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0]


def test_what_is_typed_is_kept_by_the_script_and_by_the_button(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    said = give(sam, cast, "saved", what="draft", text="By script", headers=JSON)
    by_script = field(sam, cast)
    pressed = give(sam, cast, "saved", what="draft", text="By button")

    assert "saved_at" in said.json
    assert by_script == "By script"
    assert pressed.status_code == 303
    assert field(sam, cast) == "By button"
    assert "By button" not in sue.get(page_of(cast)).text


def test_the_button_of_a_step_that_is_done_is_a_quiet_one(cast: Cast, sam: FlaskClient) -> None:
    before = section_of(sam.get(page_of(cast)).text, "saved")
    give(sam, cast, "saved", text="My answer")

    after = section_of(sam.get(page_of(cast)).text, "saved")

    assert re.search(r'<button class="button"[^>]*>Seal my answer', before)
    assert re.search(r'<button class="button button--quiet"[^>]*>Change my answer', after)
    assert '<button class="button"' not in after


def test_what_is_given_is_read_and_its_field_waits_behind_change(
    cast: Cast, sam: FlaskClient
) -> None:
    give(sam, cast, "saved", text="My answer")

    stands, _, behind = section_of(sam.get(page_of(cast)).text, "saved").partition("<summary>")

    assert '<blockquote class="said__text">My answer</blockquote>' in stands
    assert "<textarea" not in stands
    assert stands.rstrip().endswith('<details class="step__add"\n         >')
    assert behind.startswith("Change it</summary>")
    assert ">My answer</textarea>" in behind


def test_a_change_that_is_not_given_yet_stays_open(cast: Cast, sam: FlaskClient) -> None:
    give(sam, cast, "saved", text="My answer")
    give(sam, cast, "saved", what="draft", text="My better answer")

    stands, _, _ = section_of(sam.get(page_of(cast)).text, "saved").partition("<summary>")

    assert "My answer" in stands
    assert stands.rstrip().endswith("open>")


def test_a_draft_is_no_step_done(cast: Cast, sam: FlaskClient) -> None:
    give(sam, cast, "saved", what="draft", text="Half a thought")

    assert "You: open" in section_of(sam.get(page_of(cast)).text, "saved")


def test_the_tab_that_saved_first_wins_and_the_other_text_is_kept_beside(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    one, two = opened(sam, cast, "saved"), opened(sam, cast, "saved")
    give(sam, cast, "saved", what="draft", text="FROM ONE", tab=one, headers=JSON)

    refused = give(sam, cast, "saved", what="draft", text="FROM TWO", tab=two, headers=JSON)
    again = give(sam, cast, "saved", what="draft", text="ONE, LONGER", tab=one, headers=JSON)

    assert refused.status_code == 409
    assert "this one is kept below it" in " ".join(refused.json["error"].split())
    assert again.status_code == 200
    assert field(sam, cast) == "ONE, LONGER"
    assert "FROM TWO" in sam.get(page_of(cast)).text


def test_what_another_tab_had_stays_when_the_step_is_given(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    one, two = opened(sam, cast, "saved"), opened(sam, cast, "saved")
    give(sam, cast, "saved", what="draft", text="FROM ONE", tab=one)

    give(sam, cast, "saved", text="FROM TWO", tab=two)

    assert field(sam, cast) == "FROM TWO"
    assert "FROM ONE" in sam.get(page_of(cast)).text
    give(sam, cast, "saved", what="forget")
    assert "FROM ONE" not in sam.get(page_of(cast)).text


def test_a_draft_goes_with_its_answer(session: Session, cast: Cast, sam: FlaskClient) -> None:
    tab = opened(sam, cast, "saved")
    give(sam, cast, "saved", what="draft", text="Nearly", tab=tab)
    assert session.scalars(select(StepDraft)).all() != []
    give(sam, cast, "saved", text="Done", tab=tab)

    assert field(sam, cast) == "Done"
    session.rollback()
    assert session.scalars(select(StepDraft)).all() == []


def test_a_lost_session_brings_the_text_back(
    cast: Cast, sam: FlaskClient, browser_of: Browser
) -> None:
    tab = opened(sam, cast, "saved")

    answer = give(browser_of(None), cast, "saved", text="WRITTEN SIGNED OUT", tab=tab)

    assert answer.status_code == 401
    assert 'name="kept"' in answer.text


def test_a_tab_that_comes_late_adds_its_text_to_what_stands(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    late = opened(sam, cast, "thanks")
    give(sam, cast, "thanks", text="Thank you for Monday")

    kept = give(sam, cast, "thanks", what="draft", text="AND FOR TUESDAY", tab=late, headers=JSON)

    assert kept.status_code == 200
    assert field(sam, cast, "thanks") == "AND FOR TUESDAY"
    assert "AND FOR TUESDAY" not in sue.get(page_of(cast)).text
