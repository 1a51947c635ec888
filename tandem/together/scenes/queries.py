"""What do the two see of each other's seat once both are through?"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.face import named, reading_for
from tandem.content.lesson import Question, Section
from tandem.learning.quizzes.shared_scenes import is_shared, may_swap, shared_scenes
from tandem.learning.scenario import Story, story
from tandem.library.served import lesson_of, original_of
from tandem.models import Attempt
from tandem.people.pairs.queries import Partner
from tandem.terms import Role
from tandem.together.steps.queries import StepsPlace, module_from_seat


@dataclass(frozen=True)
class Played:
    """An attempt in which somebody played scenes, without a word of what they chose."""

    id: int
    person_id: int
    revision_id: int
    asked: frozenset[str]


@dataclass(frozen=True)
class Path:
    """One partner's way through a scene."""

    partner: Partner
    story: Story


@dataclass(frozen=True)
class SharedScene:
    """A scene that both face. `paths` stand in the order of the names, when both have played."""

    title: str
    mine_played: bool
    partner_played: bool
    paths: tuple[Path, ...]


@dataclass(frozen=True)
class PartnerFace:
    """The partner's face of a lesson; no section of it before it is open."""

    sections: tuple[Section, ...]
    is_open: bool


def scenes(session: Session, place: StepsPlace) -> tuple[SharedScene, ...]:
    """The scenes that both face, side by side once both have played them."""
    faced = shared_scenes(place.lesson)
    tried = attempts(session, place) if faced else []
    return tuple(
        scene(session, place, {Role.REP: rep, Role.SUPPORT: support}, tried)
        for rep, support in faced
    )


def scene(
    session: Session, place: StepsPlace, asked: dict[Role, Question], tried: list[Played]
) -> SharedScene:
    """One scene. No choice of either partner is read before both have played it."""
    mine, partners = (
        first_played(session, tried, person, asked[person.role])
        for person in (place.me, place.partner)
    )
    paths: dict[int, Path] = {}
    if mine and partners:
        for person, played in ((place.me, mine), (place.partner, partners)):
            paths[person.id] = Path(person, way(session, played, asked[person.role]))
    return SharedScene(
        title=asked[place.me.role].title,
        mine_played=mine is not None,
        partner_played=partners is not None,
        paths=tuple(paths[person.id] for person in place.pair.partners if person.id in paths),
    )


def attempts(session: Session, place: StepsPlace) -> list[Played]:
    """The attempts of the two at this module's quiz, without their answers. One query."""
    query = (
        select(Attempt.id, Attempt.person_id, Attempt.revision_id, Attempt.order)
        .where(Attempt.person_id.in_([place.me.id, place.partner.id]))
        .where(Attempt.module_id == place.module.id)
        .order_by(Attempt.number, Attempt.person_id)
    )
    return [
        Played(row.id, row.person_id, row.revision_id, frozenset(json.loads(row.order)))
        for row in session.execute(query)
    ]


def first_played(
    session: Session, tried: Iterable[Played], person: Partner, asked: Question
) -> Played | None:
    """The first time somebody played a scene that both faced then.

    What was played while nobody else was to see it stays unseen.
    """
    for played in tried:
        if played.person_id == person.id and asked.id in played.asked:
            lesson = original_of(session, played.revision_id)
            if is_shared(lesson, asked.id, role=person.role):
                return played
    return None


def way(session: Session, played: Played, asked: Question) -> Story:
    """Somebody's way through a scene, in the words it had then."""
    answers = session.scalars(select(Attempt.answers).where(Attempt.id == played.id)).one()
    lesson = lesson_of(session, played.revision_id)
    then = {element.id: element for element in named(lesson) if isinstance(element, Question)}
    path: list[str] = json.loads(answers).get(asked.id, [])
    return story(then.get(asked.id, asked).scenes, path)


def seat(session: Session, place: StepsPlace) -> PartnerFace:
    """The partner's face: open when both have finished the module in this pair, in any round."""
    module = module_from_seat(session, place)
    is_open = may_swap(
        mine_done=module.mine.was_ever_done, partners_done=module.theirs.was_ever_done
    )
    return PartnerFace(reading_for(place.lesson, place.partner.role) if is_open else (), is_open)
