"""Who plays which scene in the sample, and how far?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from tandem.commands.sample.right_answers import way_to_a_good_end
from tandem.content.face import practice_for
from tandem.content.lesson import PairStep
from tandem.learning.practice import actions as practice
from tandem.learning.practice.queries import playing
from tandem.learning.quizzes.queries import QuizPlace
from tandem.learning.scenario import BACK, Move
from tandem.library.served import ServedCourse, ServedModule
from tandem.models import Person
from tandem.terms import Role
from tandem.together.scene_for_two import actions, queries
from tandem.together.scene_for_two.rules import seat_story
from tandem.together.steps.queries import StepsPlace


def wanders(person: Person) -> bool:
    """Does somebody take another way first? Every third person does."""
    return person.id % 3 == 0


def play_practice(
    session: Session,
    course: ServedCourse,
    module: ServedModule,
    person: Person,
    role: Role,
    *,
    has_wandered: bool,
    at: datetime,
    decisions: int | None = None,
) -> None:
    """Play the scene of a module to a good end, or only so many decisions. With
    `has_wandered` another way is taken first, and back."""
    if practice_for(module.lesson, role) is None:
        return
    where = QuizPlace(course, module, role)
    scenes = playing(session, where, person_id=person.id).section.scenes
    way = way_to_a_good_end(scenes)
    moves = [Move(place, choice) for place, choice in enumerate(way)]
    if has_wandered and len(scenes[0].links) > 1:
        moves = [Move(0, "1" if way[0] == "0" else "0"), Move(1, BACK), *moves]
    for move in moves[:decisions]:
        scene = playing(session, where, person_id=person.id)
        practice.move(session, scene, move, person_id=person.id, now=at)


def play_scene(session: Session, place: StepsPlace, step: PairStep, *, now: datetime) -> None:
    """Play one's own turns of a scene for two; who finds it begun plays it to its end with the
    other."""
    begun = len(queries.playing(session, place, step.id).path)
    has_decided = False
    for choice in way_to_a_good_end(step.scenes)[begun:]:
        play = queries.playing(session, place, step.id)
        story = seat_story(play.step.scenes, play.path, seat=place.me.role)
        if not story.is_mine and has_decided and not begun:
            return
        has_decided = has_decided or story.is_mine
        who = place if story.is_mine else replace(place, me=place.partner, partner=place.me)
        actions.move(session, replace(play, place=who), choice, now=now)
