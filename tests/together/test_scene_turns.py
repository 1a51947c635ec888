"""Whose turn is it in a scene for two? Plain values, as the rows hold them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from tandem.content.lesson import Lesson, PairStep, StepKind
from tandem.library.served import ServedModule
from tandem.models import SceneWay
from tandem.progress.pair_courses import OwnModule
from tandem.progress.rules.halves import FINISHED, NO_TRACE, Asks, Trace, Traces, half_in_pair
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import Role, Step
from tandem.together.scene_turns import (
    OpenScene,
    SceneCall,
    SceneSeat,
    SceneTurn,
    SeatTurn,
    open_scenes,
    turn_in,
    way_in,
)
from tests.cast import NOW
from tests.together.scene_for_two.scene_helpers import HARBOUR, REP, SCENES, SUPPORT

SAM, SUE = 1, 2
MODULE = ServedModule(7, "engine", 70, Lesson("engine", "Engine"))
SCENE = OpenScene(3, FIRST, MODULE, HARBOUR)
COURSE: Any = None


@pytest.mark.parametrize(
    ("turn", "last", "asked_by", "for_sam", "for_sue"),
    [
        (REP, None, None, SceneCall.BEGIN, SceneCall.WAIT),
        (REP, SUPPORT, None, SceneCall.DECIDE, SceneCall.WAIT),
        (SUPPORT, REP, None, SceneCall.WAIT, SceneCall.DECIDE),
        (None, REP, None, SceneCall.GO_BACK, SceneCall.GO_BACK),
        (None, REP, SAM, SceneCall.WAIT, SceneCall.AGREE),
        (REP, SUPPORT, SUE, SceneCall.AGREE, SceneCall.WAIT),
    ],
)
def test_a_scene_calls_each_of_the_two(
    turn: Role | None,
    last: Role | None,
    asked_by: int | None,
    for_sam: SceneCall,
    for_sue: SceneCall,
) -> None:
    state = SceneTurn(SCENE, turn, last, asked_by)

    assert (state.call(SAM, REP), state.call(SUE, SUPPORT)) == (for_sam, for_sue)
    assert state.has_begun is (last is not None)


@pytest.mark.parametrize(
    ("last", "asked_by", "new_to_sam", "new_to_sue"),
    [
        (None, None, False, False),
        (REP, None, False, True),
        (SUPPORT, None, True, False),
        (REP, SUE, True, False),
        (SUPPORT, SAM, False, True),
    ],
)
def test_what_the_partner_did_last_is_new(
    last: Role | None, asked_by: int | None, new_to_sam: bool, new_to_sue: bool
) -> None:
    state = SceneTurn(SCENE, REP, last, asked_by)

    assert state.partner_moved(SAM, REP) is new_to_sam
    assert state.partner_moved(SUE, SUPPORT) is new_to_sue


@pytest.mark.parametrize(
    ("turn", "last", "asked_by", "waits"),
    [
        (REP, None, None, False),
        (REP, SUPPORT, None, True),
        (SUPPORT, REP, None, False),
        (None, SUPPORT, None, True),
        (None, SUPPORT, SUE, True),
        (None, SUPPORT, SAM, False),
    ],
)
def test_a_scene_that_has_begun_waits_for_whoever_goes_on(
    turn: Role | None, last: Role | None, asked_by: int | None, waits: bool
) -> None:
    seen = SeatTurn(COURSE, SceneTurn(SCENE, turn, last, asked_by), REP, SAM, "Sue")

    assert seen.waits_for_me is waits


def way(
    id: int, *path: str, step: str = "harbour", at: datetime = NOW, revision: int = 70
) -> SceneWay:
    """A way that the two are on."""
    return SceneWay(
        id=id, pair_id=3, module_id=7, step=step, path=json.dumps(path), at=at, moved_at=at,
        revision_id=revision, again_by_id=None,
    )  # fmt: skip


def test_the_newest_way_of_the_round_counts_under_whichever_name() -> None:
    renamed = OpenScene(3, Round(2, NOW), MODULE, PairStep("quay", StepKind.SCENE, "", was="old"))
    before, first, second = way(1, at=NOW - timedelta(seconds=1)), way(2), way(3)

    assert way_in(renamed, {(3, 7, "quay"): first, (3, 7, "old"): second}) is second
    assert way_in(renamed, {(3, 7, "quay"): first, (3, 7, "old"): before}) is first
    assert way_in(renamed, {(3, 7, "quay"): before}) is None
    assert way_in(renamed, {(3, 8, "quay"): first, (4, 7, "quay"): first}) is None


def test_before_anything_was_decided_it_is_the_turn_of_whoever_begins() -> None:
    assert turn_in(SCENE, None, {}) == SceneTurn(SCENE, REP)
    assert turn_in(SCENE, way(1), {}) == SceneTurn(SCENE, REP, None, None, NOW)


def test_whose_turn_it_is_follows_from_the_way_in_the_text_it_was_taken_in() -> None:
    turned = (SCENES[1], *SCENES[2:])

    assert turn_in(SCENE, way(1, "0"), {}) == SceneTurn(SCENE, SUPPORT, REP, None, NOW)
    assert turn_in(SCENE, way(1, "1"), {}).turn is None
    assert turn_in(SCENE, way(1, "1", revision=60), {(60, "harbour"): turned}).turn is REP


def own(step: PairStep, alone: Traces = NO_TRACE, in_pair: Traces = NO_TRACE) -> OwnModule:
    """A module with one step for two."""
    asks = Asks(frozenset({Step.READ}), (step,))
    return OwnModule(MODULE, half_in_pair(asks, alone, in_pair, round=FIRST))


@pytest.mark.parametrize(
    ("module", "is_open"),
    [
        (own(HARBOUR), True),
        (own(HARBOUR, in_pair=(Trace("harbour", NOW),)), False),
        (own(HARBOUR, in_pair=(Trace(FINISHED, NOW, 1, "Lee"),)), False),
        (own(PairStep("harbour", StepKind.TALKED, "Talk")), False),
    ],
)
def test_a_scene_is_open_until_it_is_done_or_its_half_is(module: OwnModule, is_open: bool) -> None:
    seat = SceneSeat(COURSE, 3, FIRST, REP, SAM, "Sue", [module])

    assert [scene.key for scene in open_scenes(seat)] == ([(3, 7, "harbour")] if is_open else [])
