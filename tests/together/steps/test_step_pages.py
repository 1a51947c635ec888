"""What does somebody read in a step for two, as it stands between the two? The lesson is German."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tandem.content.lesson import PairStep, StepKind
from tandem.terms import PairState
from tests.cast import Cast, change
from tests.conftest import Browser
from tests.lessons import REP, assign, serve
from tests.together.steps.step_helpers import (
    AGREED,
    CHOICE,
    GUESS,
    HANDOVER,
    SCALE,
    SEALED,
    SHARED,
    TALK,
    THOUGHT,
    for_two,
    give,
    opened,
    page_of,
    section_of,
)
from tests.together.steps.test_agreement import propose
from tests.together.steps.test_handovers import answer, write
from tests.together.steps.test_repeated_steps import HIGH, LOW, months_pass
from tests.written import AsBefore

DAY = "2099-01-31"
WHOLE = replace(SCALE, items=())
PLAN = PairStep(
    "plan", StepKind.PLAN, "Mein Vorsatz", sentence=("Wenn ein Auftrag drängt,", "dann", "sofort.")
)


def begin(session: Session, cast: Cast, *steps: PairStep) -> None:
    """Sam and Sue have a German lesson with these steps."""
    assign(session, cast.pair, serve(session, for_two(*steps, language="de")))


def publish(session: Session, *steps: PairStep) -> None:
    """That lesson is published anew with these steps."""
    serve(session, for_two(*steps, language="de"))


@pytest.fixture
def sam(cast: Cast, browser_of: Browser) -> FlaskClient:
    """Sam's browser."""
    return browser_of(cast.sam)


@pytest.fixture
def sue(cast: Cast, browser_of: Browser) -> FlaskClient:
    """Sue's browser."""
    return browser_of(cast.sue)


@pytest.mark.parametrize(
    ("step", "one", "other"),
    [
        (SEALED, {"text": "FROM ONE"}, {"text": "FROM THE OTHER"}),
        (SCALE, HIGH, LOW),
        (AGREED, {"line": ["ONE"]}, {"line": ["TWO", "THREE"], "look_again_on": DAY}),
    ],
    ids=["sealed", "scale", "agreement"],
)
def test_what_another_tab_had_begun_can_be_read_beside_the_field(
    session: Session, cast: Cast, sam: FlaskClient, page_as_before: AsBefore,
    step: PairStep, one: dict[str, object], other: dict[str, object],
) -> None:  # fmt: skip
    begin(session, cast, step)
    tabs = [opened(sam, cast, step.id) for _ in range(2)]
    for tab, sent in zip(tabs, (one, other), strict=True):
        give(sam, cast, step.id, what="draft", tab=tab, **sent)

    page_as_before(sam.get(page_of(cast)).text)


@pytest.mark.parametrize(
    ("step", "given", "begun"),
    [
        ("agreed", {}, {"look_again_on": DAY}),
        ("agreed", {"line": ["ONE"], "look_again_on": DAY}, {"line": ["TWO"]}),
        ("told", {"text": "What stands"}, {"text": "What comes to it"}),
    ],
    ids=["an-agreement", "its-next-version", "an-addition"],
)
def test_whatever_is_begun_says_since_when_it_is_saved(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient,
    step: str, given: dict[str, object], begun: dict[str, object],
) -> None:  # fmt: skip
    begin(session, cast, AGREED, SHARED)
    if given:
        give(sam, cast, step, **given)
    before = section_of(sam.get(page_of(cast)).text, step)
    give(sam, cast, step, what="draft", **begun)

    assert "Saved on" not in before
    assert ", not given yet." in section_of(sam.get(page_of(cast)).text, step)


def test_what_was_begun_to_be_added_stands_in_its_field(
    session: Session, cast: Cast, sam: FlaskClient, page_as_before: AsBefore
) -> None:
    begin(session, cast, SHARED)
    give(sam, cast, "told", text="What stands")
    give(sam, cast, "told", what="draft", text="What comes to it")

    page_as_before(sam.get(page_of(cast)).text)


@pytest.mark.parametrize(
    ("sams", "sues"),
    [
        ((), ()),
        (({"line": ["BEGUN", "LINES"]}, "draft"), ()),
        (({"line": ["ONE", "TWO"]}, ""), ()),
        ((), ({"line": ["ONE", "TWO"]}, "")),
    ],
    ids=["before", "begun", "handed-over", "partner-first"],
)
def test_a_hand_over_says_whose_turn_it_is(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient, page_as_before: AsBefore,
    sams: tuple[dict[str, object], str], sues: tuple[dict[str, object], str],
) -> None:  # fmt: skip
    begin(session, cast, HANDOVER)
    for browser, sent in ((sam, sams), (sue, sues)):
        if sent:
            give(browser, cast, "orders", what=sent[1], **sent[0])

    page_as_before(sam.get(page_of(cast)).text)


def test_who_has_begun_to_answer_finds_it_and_what_the_lines_do_not_say(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient, page_as_before: AsBefore
) -> None:
    begin(session, cast, HANDOVER)
    write(sue, cast, "ONE", "TWO")
    give(sam, cast, "orders", what="draft", **{"answer-s1": "BEGUN", "unsaid": "s2"})

    page_as_before(sam.get(page_of(cast)).text)


@pytest.mark.parametrize("page", ["", "/talk"])
def test_an_answered_hand_over_opens_with_what_was_missing(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient, page_as_before: AsBefore,
    page: str,
) -> None:  # fmt: skip
    begin(session, cast, HANDOVER)
    write(sam, cast, "ONE", "TWO")
    answer(sue, cast, "r")
    write(sue, cast, "THREE")
    answer(sam, cast, "s", **{"answer-s2": "AT THE DOCK", "unsaid": []})

    page_as_before(sam.get(page_of(cast) + page).text)


@pytest.mark.parametrize("page", ["", "/talk"])
def test_two_choices_open_with_what_came_of_them(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient, page_as_before: AsBefore,
    page: str,
) -> None:  # fmt: skip
    begin(session, cast, CHOICE)
    give(sam, cast, "ward", choice="r1")
    give(sue, cast, "ward", choice="s2")

    page_as_before(sam.get(page_of(cast) + page).text)


def test_what_one_places_on_a_scale_can_be_read_while_the_partner_has_not(
    session: Session, cast: Cast, sam: FlaskClient, page_as_before: AsBefore
) -> None:
    begin(session, cast, WHOLE)
    give(sam, cast, "often", **{"item-all": "4"})

    page_as_before(sam.get(page_of(cast)).text)


def test_a_scale_filled_in_again_keeps_what_lay_apart_before(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient, page_as_before: AsBefore
) -> None:
    begin(session, cast, WHOLE)
    for browser, value in ((sam, "5"), (sue, "1")):
        give(browser, cast, "often", **{"item-all": value})
    months_pass(session)
    for browser in (sam, sue):
        give(browser, cast, "often", **{"item-all": "4"})

    page_as_before(sam.get(page_of(cast)).text)


def test_a_plan_has_its_gaps_and_the_words_around_them(
    session: Session, cast: Cast, sam: FlaskClient, page_as_before: AsBefore
) -> None:
    begin(session, cast, PLAN)
    give(sam, cast, "plan", what="draft", gap=["ein Kunde anruft", ""])

    page_as_before(sam.get(page_of(cast)).text)


def test_what_was_begun_in_steps_that_are_gone_stands_below_them_all(
    session: Session, cast: Cast, sam: FlaskClient, page_as_before: AsBefore
) -> None:
    begin(session, cast, SHARED, SEALED, AGREED)
    tab = opened(sam, cast, "told")
    give(sam, cast, "saved", what="draft", text="BEGUN EARLIER")
    give(sam, cast, "agreed", what="draft", line=["FROM NOW ON"], look_again_on=DAY)
    publish(session, TALK)

    page_as_before(give(sam, cast, "told", text="SENT JUST NOW", tab=tab).text)


def test_what_was_given_in_steps_that_are_gone_says_whose_it_is(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient, page_as_before: AsBefore
) -> None:
    begin(session, cast, SHARED, THOUGHT)
    give(sam, cast, "thought", text="SAMS THOUGHT")
    give(sue, cast, "told", text="SUES WORDS")
    publish(session, TALK)

    page_as_before(sam.get(page_of(cast)).text)


@pytest.mark.parametrize("page", ["", "/talk"])
def test_what_the_partner_alone_is_asked_can_be_read_once_it_is_given(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient, page_as_before: AsBefore,
    page: str,
) -> None:  # fmt: skip
    begin(session, cast, replace(SHARED, roles=REP))
    give(sam, cast, "told", text="FOR SUE")

    page_as_before(sue.get(page_of(cast) + page).text)


def test_where_the_partner_alone_has_steps_it_is_not_said_that_there_are_none(
    session: Session, cast: Cast, sue: FlaskClient
) -> None:
    begin(session, cast, replace(SHARED, roles=REP))
    partners = sue.get(page_of(cast)).text
    serve(session, for_two(language="de"))
    nobodys = sue.get(page_of(cast)).text

    assert "The steps of this lesson are for Sam Adeyemi alone." in partners
    assert "This lesson has no steps for two." not in partners
    assert "This lesson has no steps for two." in nobodys


def test_a_talk_card_says_what_will_fill_it(
    session: Session, cast: Cast, sam: FlaskClient, page_as_before: AsBefore
) -> None:
    begin(session, cast, SEALED)

    page_as_before(sam.get(f"{page_of(cast)}/talk").text)


@pytest.mark.parametrize("who", ["sam", "sue"])
def test_where_a_pair_has_ended_nobody_is_said_to_wait(
    session: Session, cast: Cast, sam: FlaskClient, browser_of: Browser,
    page_as_before: AsBefore, who: str,
) -> None:  # fmt: skip
    begin(session, cast, SEALED, replace(GUESS, guess_of="saved"), AGREED, HANDOVER)
    give(sam, cast, "saved", text="SEALED")
    give(sam, cast, "guessed", text="GUESSED")
    propose(sam, cast, "PROPOSED")
    write(sam, cast, "HANDED OVER")
    change(session, cast.pair, PairState.ENDED)
    session.commit()

    page_as_before(browser_of(getattr(cast, who)).get(page_of(cast)).text)


@pytest.mark.parametrize("text", ["", "Thank you"])
def test_a_step_says_what_was_saved_and_that_nothing_was(
    session: Session, cast: Cast, sam: FlaskClient, page_as_before: AsBefore, text: str
) -> None:
    begin(session, cast, SEALED)
    sent = give(sam, cast, "saved", text=text)

    page_as_before((sam.get(sent.location) if sent.location else sent).text)


def test_without_a_script_the_page_of_several_steps_says_that_each_is_saved_by_itself(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    several = serve(session, for_two(THOUGHT, SHARED))
    one = serve(session, for_two(THOUGHT), course_slug="calm")
    assign(session, cast.pair, several)
    assign(session, cast.pair, one)
    sam = browser_of(cast.sam)
    words = '<noscript><p class="notice">Each step is saved by itself'

    assert words in sam.get(page_of(cast)).text
    assert words not in sam.get(page_of(cast).replace("teaming", "calm")).text

    change(session, cast.pair, PairState.ENDED)
    session.commit()
    assert words not in sam.get(page_of(cast)).text
