"""How do the two choose, each from their own seat, and when does the table open?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import Item
from tandem.models import Assignment, Pair, PairStepDone, RecordedAnswer, RoundDone
from tandem.terms import Promise
from tests.cast import Cast
from tests.conftest import Browser
from tests.forms import without_tokens
from tests.lessons import assign, serve
from tests.moments import SetClock
from tests.together.steps.step_helpers import (
    CHOICE,
    JSON,
    TALK,
    for_two,
    give,
    opened,
    page_of,
    section_of,
)

SEALED = re.compile(r"\b(?:SEAT|CELL)-[A-Z]+\b")
SAMS = {"SEAT-REPKNOWS", "SEAT-REPONE", "SEAT-REPTWO"}
SUES = {"SEAT-SUPKNOWS", "SEAT-SUPONE", "SEAT-SUPTWO"}
CELLS = {"CELL-ONEONE", "CELL-ONETWO", "CELL-TWOONE", "CELL-TWOTWO", "CELL-TITLE", "CELL-WHY"}


@pytest.fixture
def sam(session: Session, cast: Cast, browser_of: Browser) -> FlaskClient:
    """Sam's browser, in a course with two choices."""
    assign(session, cast.pair, serve(session, for_two(CHOICE, TALK)))
    return browser_of(cast.sam)


@pytest.fixture
def sue(cast: Cast, sam: FlaskClient, browser_of: Browser) -> FlaskClient:
    """Sue's browser."""
    return browser_of(cast.sue)


def sent(browser: FlaskClient, cast: Cast) -> set[str]:
    """What of the sealed texts somebody is sent."""
    return set(SEALED.findall(browser.get(page_of(cast)).text))


def test_before_both_have_chosen_each_reads_their_own_seat_alone(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    assert (sent(sam, cast), sent(sue, cast)) == (SAMS, SUES)

    give(sam, cast, "ward", choice="r1")

    assert (sent(sam, cast), sent(sue, cast)) == (SAMS, SUES)
    assert "once both of you have answered, nobody else." in sue.get(page_of(cast)).text


def test_with_the_second_choice_the_whole_table_opens_for_both(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "ward", choice="r2")
    give(sue, cast, "ward", choice="s1")

    for browser in (sam, sue):
        assert sent(browser, cast) == SAMS | SUES | CELLS
        section = browser.get(page_of(cast)).text.partition('class="outcome__text"')[2]
        assert section.partition("</p>")[0].endswith("CELL-TWOONE")
    assert set(session.scalars(select(RecordedAnswer.promise))) == {Promise.BOTH}
    assert len(session.scalars(select(PairStepDone)).all()) == 2


def test_a_choice_can_be_changed_until_the_partner_has_chosen(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    tab = opened(sam, cast, "ward")
    give(sam, cast, "ward", choice="r1")
    give(sam, cast, "ward", choice="r2")
    give(sue, cast, "ward", choice="s1")

    late = give(sam, cast, "ward", choice="r1", tab=tab)

    assert late.status_code == 409
    assert "Both of you have chosen, and that stands." in late.text
    texts = session.scalars(select(RecordedAnswer.content).order_by(RecordedAnswer.id)).all()
    assert ["r2" in texts[0], "s1" in texts[1]] == [True, True]


@pytest.mark.parametrize("choice", ["", "s1", "gone", "\0", "r1" * 60])
def test_nothing_but_an_own_option_can_be_chosen(
    session: Session, cast: Cast, sam: FlaskClient, choice: str
) -> None:
    answer = give(sam, cast, "ward", choice=choice, text="SMUGGLED")

    assert answer.status_code == 400
    assert not SUES & set(SEALED.findall(answer.text))
    assert session.scalars(select(RecordedAnswer)).all() == []


def test_a_choice_is_kept_in_the_words_of_its_option_and_no_others(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    give(sam, cast, "ward", choice="r1", text="SMUGGLED", line="SMUGGLED")

    (content,) = session.scalars(select(RecordedAnswer.content))
    assert content == '{"text": "SEAT-REPONE", "choice": "r1"}'


def test_a_choice_is_never_shared_alone(
    cast: Cast, sam: FlaskClient, sue: FlaskClient, session: Session, clock: SetClock
) -> None:
    give(sam, cast, "ward", choice="r1")
    clock.set_to(clock.now + timedelta(days=30))

    answer = give(sam, cast, "ward", what="share")

    assert "Nothing was shared now" in sam.get(answer.location).text
    assert "/ward/share" not in sam.get(page_of(cast)).text
    assert sent(sue, cast) == SUES


def test_a_draft_of_a_choice_is_its_authors_alone(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    answer = give(sam, cast, "ward", what="draft", choice="r2", headers=JSON)

    assert answer.status_code == 200
    assert 'value="r2" checked' in sam.get(page_of(cast)).text
    assert sent(sue, cast) == SUES


def test_the_talk_card_shows_both_choices_once_both_are_made(
    cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "ward", choice="r1")
    early = sam.get(f"{page_of(cast)}/talk").text
    give(sue, cast, "ward", choice="s2")

    assert not SEALED.findall(early)
    card = set(SEALED.findall(sue.get(f"{page_of(cast)}/talk").text))
    assert card == {"SEAT-REPONE", "SEAT-SUPTWO", "CELL-ONETWO", "CELL-TITLE", "CELL-WHY"}


def edited(session: Session) -> None:
    """Publish the step with other options in the rep's seat and another table."""
    rep, support = CHOICE.seats
    options = (Item("r1", "NEW-ONE"), Item("r3", "NEW-THREE"))
    outcomes = tuple(
        replace(o, rep=o.rep.replace("r2", "r3"), text="NEW-CELL") for o in CHOICE.outcomes
    )
    step = replace(CHOICE, seats=(replace(rep, items=options), support), outcomes=outcomes)
    serve(session, for_two(step, TALK))


def test_a_step_that_one_has_begun_goes_on_with_the_text_of_then(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "ward", choice="r2")
    edited(session)

    assert "NEW" not in without_tokens(sam.get(page_of(cast)).text)
    give(sue, cast, "ward", choice="s2")

    assert sent(sam, cast) == sent(sue, cast) == SAMS | SUES | CELLS


def test_a_step_that_was_begun_is_in_the_language_of_its_text(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "ward", choice="r2")
    serve(session, for_two(CHOICE, TALK, language="de"))
    asked = section_of(sue.get(page_of(cast)).text, "ward")
    give(sue, cast, "ward", choice="s2")
    answered = section_of(sue.get(page_of(cast)).text, "ward")
    card = sue.get(f"{page_of(cast)}/talk").text.partition("Ten minutes")[0]

    assert "SEAT-SUPKNOWS" in asked
    assert 'lang="de"' not in asked + answered + card.partition("The ward wants")[2][:-40]
    assert card.endswith('lang="de">')


def test_a_step_that_nobody_has_begun_is_asked_anew(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    edited(session)

    text = sam.get(page_of(cast)).text

    assert "NEW-THREE" in text
    assert "SEAT-REPTWO" not in text


def test_what_a_page_showed_can_be_chosen_after_an_edit(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    tab = opened(sam, cast, "ward")
    edited(session)

    assert give(sam, cast, "ward", choice="r2", tab=tab).status_code == 303

    give(sue, cast, "ward", choice="s2")
    assert "CELL-TWOTWO" in sent(sam, cast)


def test_whoever_chose_in_another_text_than_the_partner_is_asked_again(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    edited(session)
    tab = opened(sam, cast, "ward")
    serve(session, for_two(CHOICE, TALK))
    give(sue, cast, "ward", choice="s1")

    answer = give(sam, cast, "ward", choice="r3", tab=tab)

    assert answer.status_code == 400
    assert "The lesson was published again meanwhile. Please choose again." in answer.text
    assert "SEAT-REPTWO" in answer.text
    assert "NEW" not in without_tokens(answer.text)


def test_in_a_new_round_both_choose_anew_and_the_old_choice_stays_readable(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient, clock: SetClock
) -> None:
    give(sam, cast, "ward", choice="r1")
    give(sue, cast, "ward", choice="s1")
    begin_anew(session, cast.pair, now=clock.now)
    clock.set_to(clock.now + timedelta(days=40))

    page = sam.get(page_of(cast)).text

    assert "CELL" not in page
    assert "SEAT-SUPONE" in page.partition('id="past"')[2]
    give(sam, cast, "ward", choice="r2")
    give(sue, cast, "ward", choice="s2")
    assert "CELL-TWOTWO" in sent(sam, cast)


def begin_anew(session: Session, pair: Pair, *, now: datetime) -> None:
    """The pair is through with the course, which begins anew a month later."""
    assignment = session.scalars(select(Assignment)).one()
    assignment.renew_months = 1
    session.add(
        RoundDone(
            pair_id=pair.id,
            course_id=assignment.course_id,
            number=1,
            began_at=None,
            finished_at=now,
        )
    )
    session.commit()
