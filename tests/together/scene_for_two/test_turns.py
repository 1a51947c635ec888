"""Where does it stand whose turn it is in a scene for two: my page, the pair's, the steps?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.terms import PairState, Role
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, serve
from tests.together.scene_for_two.scene_helpers import (
    HARBOUR,
    REP,
    SCENES,
    SUPPORT,
    Play,
    seen,
    with_scene,
)
from tests.together.steps.step_helpers import for_two

pytestmark = pytest.mark.usefixtures("clock")
YOURS = "Sam Adeyemi has decided in “The harbour”: your turn."
THEIRS = "It is the turn of Sue"


def pages(cast: Cast, play: Play) -> list[str]:
    """The pages on which it stands."""
    steps = play.address.removesuffix("/harbour/scene")
    return ["/", f"/pairs/{cast.pair.id}/", steps]


def told(play: Play, who: Role, address: str) -> str:
    """A page of one of the two, in one line."""
    return " ".join(play.browser(who).get(address).text.split())


@pytest.mark.parametrize("number", range(3))
def test_each_page_says_whose_turn_it_is_and_nothing_of_the_scene(
    cast: Cast, play: Play, number: int
) -> None:
    address = pages(cast, play)[number]
    play.press(REP, "0:0")

    for_rep, for_support = told(play, REP, address), told(play, SUPPORT, address)

    assert YOURS in for_support
    assert YOURS not in for_rep
    assert THEIRS in for_rep
    assert seen(for_rep) == seen(for_support) == set()


def test_before_anything_is_decided_it_says_who_begins(cast: Cast, play: Play) -> None:
    assert "“The harbour” begins with you." in told(play, REP, pages(cast, play)[2])
    assert "“The harbour” begins with Sam Adeyemi." in told(play, SUPPORT, pages(cast, play)[2])


def test_a_poor_end_and_a_wish_to_begin_again_wait_for_the_right_one(play: Play) -> None:
    play.press(REP, "0:1")
    assert "has come to an end that could be better" in told(play, SUPPORT, "/")

    play.press(SUPPORT, "1:again")

    assert "would like to begin “The harbour” again. Would you?" in told(play, REP, "/")
    assert "It waits for the yes of Sam Adeyemi." in told(play, SUPPORT, "/")


def test_a_good_end_calls_nobody(play: Play) -> None:
    for who, move in ((REP, "0:0"), (SUPPORT, "1:1"), (REP, "2:0")):
        play.press(who, move)

    for who in (REP, SUPPORT):
        page = told(play, who, "/")
        assert "<h1" in page
        assert "To the scene" not in page


def test_while_the_pair_rests_nobody_is_called(session: Session, cast: Cast, play: Play) -> None:
    play.press(REP, "0:0")
    assert YOURS in told(play, SUPPORT, "/")
    session.merge(cast.pair).state = PairState.PAUSED
    session.commit()

    assert YOURS not in told(play, SUPPORT, "/")
    assert YOURS not in told(play, SUPPORT, f"/pairs/{cast.pair.id}/")


def test_the_leader_is_not_told_whose_turn_it_is(
    cast: Cast, play: Play, browser_of: Browser
) -> None:
    play.press(REP, "0:0")

    address = f"/pairs/{cast.pair.id}/"
    assert "The harbour" in told(play, SUPPORT, address)
    page = browser_of(cast.lee).get(address).text
    assert "Sam Adeyemi and Sue Zhang" in page
    assert "The harbour" not in page


def test_an_earlier_text_and_a_new_name_still_tell_the_turn(session: Session, play: Play) -> None:
    play.press(REP, "0:0")
    others = (replace(SCENES[0], seat=SUPPORT), replace(SCENES[1], seat=REP), *SCENES[2:])
    renamed = replace(HARBOUR, id="quay", was="harbour", title="The quay", scenes=others)
    serve(session, with_scene(step=renamed))

    assert "Sam Adeyemi has decided in “The quay”: your turn." in told(play, SUPPORT, "/")


def test_many_scenes_ask_no_more_often(
    session: Session, cast: Cast, engine: Engine, browser_of: Browser
) -> None:
    counts = []
    for number in (1, 4):
        steps = [replace(HARBOUR, id=f"scene-{place}") for place in range(number)]
        assign(session, cast.pair, serve(session, for_two(*steps), course_slug=f"course-{number}"))
        browser = browser_of(cast.sam)
        browser.get("/")
        with counted_queries(engine) as sent:
            browser.get("/")
        counts.append(len(sent))

    assert counts[0] == counts[1]
