"""Of which scene in which module of which pair is a way taken?"""

from __future__ import annotations

from collections.abc import Collection

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Course, Module, Pair, SceneWay
from tandem.together.scene_for_two.queries import mark_now, ways_in_course, ways_of
from tests.cast import NOW, Cast
from tests.lessons import assign, lesson, serve
from tests.together.steps.rows import place_of


def add_way(session: Session, pair: Pair, module: Module, step: str) -> int:
    """A way of a pair; gives its id."""
    row = SceneWay(
        pair_id=pair.id, module_id=module.id, revision_id=module.revision_id, step=step, number=1,
        path='["a"]', at=NOW, moved_at=NOW,
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
