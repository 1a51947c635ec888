"""Which attempt of whom is shown beside the partner's way through a scene?"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import Lesson, Question, QuestionKind
from tandem.models import Attempt, Module, Person
from tandem.terms import Role
from tandem.together.scenes import queries
from tandem.together.scenes.queries import SharedScene
from tests.cast import NOW, House
from tests.lessons import assign, lesson, serve
from tests.together.scene_for_two.scene_helpers import SCENES
from tests.together.steps.rows import place_of

BOTH = frozenset({Role.REP, Role.SUPPORT})
DOCK = Question("dock", QuestionKind.SCENARIO, "The dock", scenes=SCENES, roles=BOTH)
FOR_ONE = replace(DOCK, roles=frozenset({Role.REP}))
GOOD, POOR = ["0", "1", "0"], ["1"]


@pytest.fixture
def module(session: Session, cast: House) -> Module:
    """Sam and Sue have a module with a scene in its quiz, and one more module."""
    assign(session, cast.pair, serve(session, lesson(DOCK), lesson(DOCK, name="brake")))
    return module_called(session, "engine")


def module_called(session: Session, name: str) -> Module:
    """The module as it is now."""
    return session.scalars(select(Module).where(Module.slug == name)).one()


def attempt(
    session: Session, who: Person, module: Module, path: list[str] | None, number: int = 1
) -> None:
    """Somebody has played the scene, or was asked something else."""
    asked = "dock" if path is not None else "other"
    session.add(
        Attempt(
            person_id=who.id, module_id=module.id, revision_id=module.revision_id, number=number,
            role="rep", answers=json.dumps({asked: path or []}), marks="{}",
            order=json.dumps({asked: []}), right=0, total=1, passed=False, at=NOW,
        )
    )  # fmt: skip
    session.flush()


def seen(session: Session, cast: House) -> SharedScene:
    """The scene as Sam sees it."""
    (scene,) = queries.scenes(session, place_of(session, cast.pair, cast.sam))
    return scene


def ends(scene: SharedScene) -> list[tuple[str, str]]:
    """Whose way ended where."""
    return [(path.partner.name, path.story.text) for path in scene.paths]


def test_the_first_time_that_each_of_the_two_played_it_is_shown_by_surname(
    session: Session, cast: House, module: Module
) -> None:
    attempt(session, cast.sue, module, GOOD)
    attempt(session, cast.sam, module, None)
    attempt(session, cast.sam, module, GOOD, number=3)
    attempt(session, cast.sam, module, POOR, number=2)

    assert ends(seen(session, cast)) == [("Sam Adeyemi", "AT-POOR"), ("Sue Zhang", "AT-GOOD")]


def test_no_way_is_shown_before_both_have_played_this_scene_in_this_module(
    session: Session, cast: House, module: Module
) -> None:
    attempt(session, cast.sam, module, GOOD)
    attempt(session, cast.sue, module_called(session, "brake"), GOOD)
    attempt(session, cast.abe, module, GOOD)

    scene = seen(session, cast)

    assert (scene.mine_played, scene.partner_played, scene.paths) == (True, False, ())


def test_who_was_asked_something_else_has_not_played_it(
    session: Session, cast: House, module: Module
) -> None:
    attempt(session, cast.sam, module, None)
    attempt(session, cast.sue, module, GOOD)

    scene = seen(session, cast)

    assert (scene.mine_played, scene.partner_played, scene.paths) == (False, True, ())


def test_a_way_is_told_in_the_words_of_its_time_and_not_from_when_nobody_was_to_see_it(
    session: Session, cast: House, module: Module
) -> None:
    def publish(question: Question) -> None:
        anew: Lesson = lesson(question)
        serve(session, anew)

    attempt(session, cast.sue, module, GOOD)
    publish(FOR_ONE)
    attempt(session, cast.sam, module_called(session, "engine"), POOR)
    assert not queries.scenes(session, place_of(session, cast.pair, cast.sam))
    publish(replace(DOCK, scenes=tuple(replace(one, text=f"NEW-{one.text}") for one in SCENES)))
    attempt(session, cast.sam, module_called(session, "engine"), GOOD, number=2)

    assert ends(seen(session, cast)) == [("Sam Adeyemi", "NEW-AT-GOOD"), ("Sue Zhang", "AT-GOOD")]
