"""Of which scene in which module of which pair is a way taken?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.face import steps_of
from tandem.library.served import ServedModule, lesson_of
from tandem.models import Course, Module, Pair, SceneWay
from tandem.progress.rules.rounds import FIRST
from tandem.terms import Role
from tandem.together.scene_for_two.queries import mark_now, step_of_way, ways_in_course, ways_of
from tandem.together.scene_for_two.rules import SharedWay
from tandem.together.scene_turns import OpenScene, scene_turns
from tests.cast import NOW, Cast
from tests.lessons import assign, lesson, serve
from tests.together.scene_for_two.scene_helpers import HARBOUR, REP, SCENES, SUPPORT, with_scene
from tests.together.steps.rows import place_of
from tests.together.steps.step_helpers import TALK, for_two


def add_way(
    session: Session, pair: Pair, module: Module, step: str, *, path: str = '["a"]', number: int = 1
) -> int:
    """A way of a pair; gives its id."""
    row = SceneWay(
        pair_id=pair.id, module_id=module.id, revision_id=module.revision_id, step=step,
        number=number, path=path, at=NOW, moved_at=NOW,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


@pytest.fixture
def modules(session: Session, cast: Cast) -> list[Module]:
    """Two modules of one course, and one of another."""
    serve(session, lesson(name="engine"), lesson(name="brake"))
    serve(session, lesson(name="other"), course_slug="other")
    return list(session.scalars(select(Module).order_by(Module.id)))


def test_a_scene_stands_as_the_newest_way_of_this_pair_in_it(
    session: Session, cast: Cast, modules: list[Module]
) -> None:
    engine, brake, _ = modules
    way = add_way(session, cast.pair, engine, "harbour")
    for pair, module, step in (
        (cast.other_pair, engine, "harbour"), (cast.pair, brake, "harbour"),
        (cast.pair, engine, "market"),
    ):  # fmt: skip
        add_way(session, pair, module, step)

    def mark(pair: Pair, module: Module, called: Collection[str]) -> str:
        return mark_now(session, pair_id=pair.id, module_id=module.id, called=called)

    assert mark(cast.pair, engine, {"harbour"}) == f"{way}.1."
    assert mark(cast.other_pair, brake, {"harbour"}) == ""


def test_the_ways_through_a_scene_are_those_of_this_pair_in_this_module_under_its_names(
    session: Session, cast: Cast, modules: list[Module]
) -> None:
    engine, brake, _ = modules
    assign(session, cast.pair, session.get_one(Course, engine.course_id))
    ways = [add_way(session, cast.pair, engine, name) for name in ("harbour", "before")]
    for pair, module, step in (
        (cast.other_pair, engine, "harbour"), (cast.pair, brake, "harbour"),
        (cast.pair, engine, "market"),
    ):  # fmt: skip
        add_way(session, pair, module, step)

    found = ways_of(session, place_of(session, cast.pair, cast.sam), {"harbour", "before"})

    assert [way.id for way in found] == ways


def test_the_ways_of_a_course_are_those_of_its_own_modules(
    session: Session, cast: Cast, modules: list[Module]
) -> None:
    engine, brake, other = modules
    for module in modules:
        add_way(session, cast.pair, module, "harbour")
    add_way(session, cast.other_pair, engine, "harbour")

    found = ways_in_course(session, cast.pair.id, course_id=engine.course_id)

    assert {key: len(ways) for key, ways in found.items()} == {engine.id: 1, brake.id: 1}
    assert list(ways_in_course(session, cast.pair.id, course_id=other.course_id)) == [other.id]


def test_what_was_no_scene_in_a_text_was_not_played_there() -> None:
    way = SharedWay(1, "harbour", 1, 1, ("0",), None, NOW)
    talk = replace(TALK, id="harbour")

    assert step_of_way(for_two(TALK, HARBOUR), way) == HARBOUR
    assert step_of_way(for_two(talk), way) is None
    assert step_of_way(for_two(replace(HARBOUR, id="quay")), way) is None


def open_scene(session: Session, pair: Pair, module: Module) -> OpenScene:
    """The scene of a pair in the newest text of a module."""
    lesson = lesson_of(session, module.revision_id or 0)
    served = ServedModule(module.id, module.slug, module.revision_id or 0, lesson)
    return OpenScene(pair.id, FIRST, served, next(s for s in steps_of(lesson) if s.scenes))


def test_whose_turn_it_is_follows_from_the_newest_way_of_this_pair_in_this_module(
    session: Session, cast: Cast
) -> None:
    serve(session, with_scene(), replace(with_scene(), id="brake"))
    engine, brake = session.scalars(select(Module).order_by(Module.id))
    for pair, module, path, number in (
        (cast.pair, engine, '["0"]', 1), (cast.pair, engine, '["0", "1"]', 2),
        (cast.pair, brake, '["0"]', 1), (cast.other_pair, engine, '["1"]', 1),
    ):  # fmt: skip
        add_way(session, pair, module, "harbour", path=path, number=number)
    asked = [(cast.pair, engine), (cast.pair, brake), (cast.second_pair, engine)]
    scenes = [open_scene(session, pair, module) for pair, module in asked]

    found = scene_turns(session, scenes)

    told = [(found[scene.key].turn, found[scene.key].last) for scene in scenes]
    assert told == [(REP, SUPPORT), (SUPPORT, REP), (REP, None)]
    assert scene_turns(session, []) == {}


@pytest.mark.parametrize(("path", "turn"), [('["0"]', SUPPORT), ("[]", SUPPORT), ('["1"]', None)])
def test_what_was_begun_in_an_earlier_text_is_told_by_it_and_what_was_not_begun_by_the_newest(
    session: Session, cast: Cast, path: str, turn: Role | None
) -> None:
    serve(session, with_scene())
    (module,) = session.scalars(select(Module))
    add_way(session, cast.pair, module, "harbour", path=path)
    turned = replace(SCENES[0], seat=SUPPORT), replace(SCENES[1], seat=REP), *SCENES[2:]
    serve(session, with_scene(step=replace(HARBOUR, scenes=turned)))
    session.refresh(module)

    (state,) = scene_turns(session, [open_scene(session, cast.pair, module)]).values()

    assert state.turn is turn
