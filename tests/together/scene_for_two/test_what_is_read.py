"""What does each of the two read in a German scene, and what can be pressed?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tandem.terms import Role
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, serve
from tests.together.scene_for_two.scene_helpers import (
    HARBOUR,
    REP,
    SUPPORT,
    Play,
    play_of,
    with_scene,
)
from tests.together.scene_for_two.test_scene_pages import to_good_end
from tests.written import AsBefore

TITLED = replace(
    HARBOUR, scenes=tuple(replace(one, title=f"TITLE-{one.id}") for one in HARBOUR.scenes)
)


@pytest.fixture
def play(session: Session, cast: Cast, browser_of: Browser) -> Play:
    """Sam and Sue have a German module with a scene whose parts have titles."""
    german = replace(with_scene(step=TITLED), language="de")
    assign(session, cast.pair, serve(session, german))
    return play_of(cast, browser_of)


@pytest.mark.parametrize("who", [REP, SUPPORT])
@pytest.mark.parametrize("moves", [0, 1, 2])
def test_who_decides_has_the_choices_and_the_other_waits(
    play: Play, page_as_before: AsBefore, who: Role, moves: int
) -> None:
    for seat, move in ((REP, "0:0"), (SUPPORT, "1:1"))[:moves]:
        play.press(seat, move)

    page_as_before(play.look(who).text)


@pytest.mark.parametrize("who", [REP, SUPPORT])
def test_who_is_asked_to_begin_again_says_yes_or_no_and_who_asks_can_stop(
    play: Play, page_as_before: AsBefore, who: Role
) -> None:
    play.press(REP, "0:1")
    play.press(REP, "1:again")

    page_as_before(play.look(who).text)


def test_a_way_taken_before_is_told_to_its_end(play: Play, page_as_before: AsBefore) -> None:
    play.press(REP, "0:1")
    for seat in (REP, SUPPORT):
        play.press(seat, "1:again")

    page_as_before(play.look(SUPPORT).text)


def test_a_good_end_says_that_the_step_is_done(play: Play, page_as_before: AsBefore) -> None:
    to_good_end(play)

    page_as_before(play.look(SUPPORT).text)


def test_a_text_that_was_published_anew_meanwhile_is_not_gone_on_with(
    session: Session, play: Play, page_as_before: AsBefore
) -> None:
    play.press(REP, "0:0")
    anew = tuple(replace(one, text=f"NEW-{one.text}") for one in TITLED.scenes)
    serve(session, replace(with_scene(step=replace(TITLED, scenes=anew)), language="de"))

    page_as_before(play.look(SUPPORT).text)
