"""How do two play one story from two seats, and what does each page tell before it is due?"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Assignment, FirstChoice, PairStepDone, RoundDone, SceneWay
from tandem.together.steps.visibility import due_text
from tests.at_once import at_once
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import counted_queries, form_id_in, serve
from tests.moments import SetClock
from tests.together.scene_for_two.scene_helpers import (
    HARBOUR,
    REP,
    SUPPORT,
    Play,
    seen,
    with_scene,
)

pytestmark = pytest.mark.usefixtures("clock")


def done(session: Session) -> list[tuple[int, str]]:
    """Who has done which step for two."""
    query = select(PairStepDone.person_id, PairStepDone.step).order_by(PairStepDone.person_id)
    return [tuple(row) for row in session.execute(query)]


def moved(play: Play, page: TestResponse) -> int:
    """What a page is told that asks whether anything has moved."""
    token = re.search(r'data-moved="([^"]+)"', page.text)
    assert token
    return play.rep.get(token[1]).status_code


def to_good_end(play: Play) -> None:
    """Play it well."""
    play.press(REP, "0:0")
    play.press(SUPPORT, "1:1")
    play.press(REP, "2:0")


def test_each_reads_what_falls_to_their_seat(play: Play) -> None:
    assert (seen(play.look(REP).text), seen(play.look(SUPPORT).text)) == ({"AT-CALL"}, set())
    assert "It is the turn of Sam Adeyemi." in play.look(SUPPORT).text

    play.press(REP, "0:0")

    assert (seen(play.look(REP).text), seen(play.look(SUPPORT).text)) == ({"AT-CALL"}, {"AT-DESK"})
    assert "Go over" in play.look(SUPPORT).text
    assert "Promise" not in play.look(SUPPORT).text


def test_at_an_ending_both_read_the_whole_way(play: Play) -> None:
    play.press(REP, "0:0")
    play.press(SUPPORT, "1:0")

    for seat in (REP, SUPPORT):
        assert seen(play.look(seat).text) == {"AT-CALL", "AT-DESK", "AT-POOR"}


def test_the_way_says_who_decided_in_which_role(play: Play) -> None:
    to_good_end(play)

    said = " ".join(re.findall(r'<p class="quiet">([^<]*)</p>', play.look(REP).text))

    assert "Sam Adeyemi · Rep" in said
    assert "Sue Zhang · Support" in said


def test_the_steps_and_the_lesson_tell_no_scene(play: Play) -> None:
    play.press(REP, "0:0")
    steps = play.address.removesuffix("/harbour/scene")

    for address in (steps, f"{steps}/talk", "/learn/teaming/engine/", "/learn/teaming/"):
        assert seen(play.support.get(address).text) == set()
    assert "Play the scene together" in play.support.get(steps).text


def test_whoever_hands_the_step_to_a_page_hands_no_scene() -> None:
    assert HARBOUR.scenes
    for seat in (REP, SUPPORT):
        for is_open in (False, True):
            assert due_text(HARBOUR, role=seat, is_open=is_open).scenes == ()


def test_a_good_ending_does_the_step_for_both(session: Session, cast: Cast, play: Play) -> None:
    to_good_end(play)

    assert done(session) == [(cast.sam.id, "harbour"), (cast.sue.id, "harbour")]
    assert "done for both of you" in play.look(SUPPORT).text


def test_a_poor_ending_does_nothing(session: Session, play: Play) -> None:
    play.press(REP, "0:1")

    assert "could have ended better" in play.look(SUPPORT).text
    assert done(session) == []


def test_nobody_decides_for_the_other(session: Session, play: Play) -> None:
    page = play.press(SUPPORT, "0:0")

    assert "This is how it looks." in page.text
    assert session.scalars(select(SceneWay)).all() == []


def test_a_button_pressed_twice_decides_once(session: Session, play: Play) -> None:
    form_id = form_id_in(play.look(REP))
    for _ in range(2):
        play.press(REP, "0:0", form_id)

    (way,) = session.scalars(select(SceneWay))
    assert way.path == '["0"]'


def test_who_comes_late_is_told_and_changes_nothing(session: Session, play: Play) -> None:
    late = form_id_in(play.look(REP))
    play.press(REP, "0:0")

    page = play.press(REP, "0:1", late)

    assert "was quicker" in page.text
    assert session.scalars(select(SceneWay.path)).all() == ['["0"]']


def test_ones_last_decision_is_taken_back_and_the_way_stays(session: Session, play: Play) -> None:
    play.press(REP, "0:0")
    play.press(SUPPORT, "1:0")
    assert 'value="2:back"' not in play.look(REP).text

    page = play.press(SUPPORT, "2:back")

    assert "AT-DESK" in page.text
    assert "One way you took before" in page.text
    assert session.scalars(select(SceneWay.path).order_by(SceneWay.id)).all() == [
        '["0", "0"]',
        '["0"]',
    ]


def test_both_begin_again_when_both_want_to(play: Play) -> None:
    play.press(REP, "0:1")
    assert "It waits for the yes of Sue Zhang." in play.press(REP, "1:again").text
    assert "Sam Adeyemi would like to begin again." in play.look(SUPPORT).text

    play.press(SUPPORT, "1:again")

    assert seen(play.look(REP).text) >= {"AT-CALL"}
    assert 'value="0:0"' in play.look(REP).text
    assert "One way you took before" in play.look(SUPPORT).text


@pytest.mark.parametrize("who", [REP, SUPPORT])
def test_who_was_asked_can_say_no_and_who_asked_can_stop(play: Play, who: object) -> None:
    play.press(REP, "0:1")
    play.press(REP, "1:again")

    play.press(SUPPORT if who is SUPPORT else REP, "1:no")

    assert "Ask to begin again" in play.look(REP).text
    assert "Ask to begin again" in play.look(SUPPORT).text


def test_one_alone_never_begins_again(session: Session, play: Play) -> None:
    play.press(REP, "0:1")
    play.press(REP, "1:again")
    play.press(REP, "1:again")

    assert session.scalars(select(SceneWay.path)).all() == ['["1"]']


def test_a_page_that_waits_hears_of_every_move_with_one_query(engine: Engine, play: Play) -> None:
    waiting = play.look(SUPPORT)
    with counted_queries(engine) as asked:
        before = moved(play, waiting)
    play.press(REP, "0:0")

    assert (before, len(asked)) == (204, 1)
    assert moved(play, waiting) == 200
    assert moved(play, play.look(SUPPORT)) == 204


def test_waiting_fills_no_log_and_what_goes_wrong_with_it_does(
    play: Play, caplog: pytest.LogCaptureFixture
) -> None:
    page = play.look(SUPPORT)
    with caplog.at_level(logging.INFO, logger="tandem.requests"):
        assert moved(play, page) == 204
        play.rep.get("/scene-moved/of-ones-own-making")

    assert [record.status for record in caplog.records] == [404]  # type: ignore[attr-defined]


def test_a_token_of_ones_own_making_asks_nothing(play: Play) -> None:
    assert play.rep.get("/scene-moved/made-up").status_code == 404


def test_only_the_two_open_it(cast: Cast, play: Play, browser_of: Browser) -> None:
    for other in (cast.lee, cast.otto, cast.tess, cast.ada):
        assert browser_of(other).get(play.address).status_code == 404


def test_a_step_of_another_kind_is_no_scene(play: Play) -> None:
    assert play.rep.get(play.address.replace("harbour", "talk")).status_code == 404
    assert play.rep.get(play.address.replace("harbour", "nothing")).status_code == 404


def test_no_text_can_be_given_in_place_of_playing(session: Session, play: Play) -> None:
    steps = play.address.removesuffix("/scene")
    answer = play.rep.post(steps, data={"form_id": form_id_in(play.look(REP)), "text": "Done"})

    assert answer.status_code == 400
    assert done(session) == []


def renewed(session: Session, *, language: str = "en") -> None:
    """Publish the scene in other words."""
    scenes = tuple(replace(scene, text=f"NEW-{scene.text}") for scene in HARBOUR.scenes)
    lesson = with_scene(step=replace(HARBOUR, scenes=scenes))
    serve(session, replace(lesson, language=language))


def test_what_is_half_played_goes_on_in_its_text(session: Session, play: Play) -> None:
    play.press(REP, "0:0")
    renewed(session)

    assert "published again since you two began" in play.look(SUPPORT).text
    assert "NEW-" not in play.press(SUPPORT, "1:0").text

    play.press(REP, "2:again")
    play.press(SUPPORT, "2:again")

    assert "NEW-AT-CALL" in play.look(REP).text


def test_what_is_half_played_and_a_way_taken_are_each_in_the_language_of_their_text(
    session: Session, play: Play
) -> None:
    play.press(REP, "0:0")
    renewed(session, language="de")
    begun = play.look(SUPPORT).text
    for seat in (REP, SUPPORT):
        play.press(seat, "1:again")
    again = play.look(REP).text

    assert [text in begun for text in ('">AT-DESK', '" lang="de">AT-DESK')] == [True, False]
    assert '<div class="prose" lang="de">NEW-AT-CALL' in again
    assert '<div class="prose">AT-CALL' in again.partition("One way you took before")[2]


def test_what_is_taken_back_goes_on_in_its_text_too(session: Session, play: Play) -> None:
    play.press(REP, "0:0")
    play.press(SUPPORT, "1:0")
    renewed(session)

    page = play.press(SUPPORT, "2:back")

    assert "AT-DESK" in page.text
    assert "NEW-" not in page.text


def test_a_scene_that_is_gone_can_still_be_read(session: Session, play: Play) -> None:
    play.press(REP, "0:1")
    serve(session, with_scene(step=replace(HARBOUR, id="other", scenes=HARBOUR.scenes)))

    page = play.look(SUPPORT)

    assert seen(page.text) == {"AT-CALL", "AT-POOR"}
    assert 'name="move"' not in page.text


def test_first_choices_are_noted_by_person(session: Session, cast: Cast, play: Play) -> None:
    to_good_end(play)

    rows = session.scalars(select(FirstChoice).order_by(FirstChoice.id)).all()
    assert [(row.person_id, row.part, row.scene, row.leads_to) for row in rows] == [
        (cast.sam.id, "harbour", "call", "desk"),
        (cast.sue.id, "harbour", "desk", "shifts"),
        (cast.sam.id, "harbour", "shifts", "good"),
    ]


def test_the_page_asks_as_often_however_many_ways(engine: Engine, play: Play) -> None:
    play.press(REP, "0:0")
    play.look(SUPPORT)
    with counted_queries(engine) as before:
        play.look(SUPPORT)
    for _ in range(3):
        play.press(SUPPORT, "1:0")
        play.press(SUPPORT, "2:back")
    with counted_queries(engine) as after:
        play.look(SUPPORT)

    assert len(before) == len(after) <= 16


def test_a_new_round_begins_anew_and_keeps_the_old_ways(
    session: Session, cast: Cast, play: Play, clock: SetClock
) -> None:
    play.press(REP, "0:1")
    assigned = session.scalars(select(Assignment)).one()
    assigned.renew_months = 1
    session.add(
        RoundDone(
            pair_id=cast.pair.id, course_id=assigned.course_id, number=1, finished_at=clock.now
        )
    )
    session.commit()
    clock.now += timedelta(days=40)

    page = play.look(REP).text

    assert 'value="0:0"' in page
    assert "One way you took before" in page


def test_two_who_decide_at_the_same_moment_decide_once(session: Session, play: Play) -> None:
    tabs = [form_id_in(play.look(REP)) for _ in range(2)]

    answers = at_once(
        *(
            partial(play.press, REP, move, tab)
            for move, tab in zip(("0:0", "0:1"), tabs, strict=True)
        )
    )

    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(session.scalars(select(SceneWay)).all()) == 1


def test_one_goes_on_while_the_other_takes_back(session: Session, play: Play) -> None:
    play.press(REP, "0:0")
    tabs = form_id_in(play.look(REP)), form_id_in(play.look(SUPPORT))

    pages = at_once(
        partial(play.press, REP, "1:back", tabs[0]), partial(play.press, SUPPORT, "1:0", tabs[1])
    )

    assert sum("was quicker" in page.text for page in pages) == 1
    paths = session.scalars(select(SceneWay.path).order_by(SceneWay.id)).all()
    assert paths in (['["0"]', "[]"], ['["0", "0"]'])
