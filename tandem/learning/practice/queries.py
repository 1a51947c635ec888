"""Where is this person in the scene of a module, and in which text of it?"""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content.face import practice_for, quiz_for
from tandem.content.lesson import Lesson, Section
from tandem.learning.quizzes.queries import QuizPlace
from tandem.learning.scenario import Story, story
from tandem.library.served import lesson_of
from tandem.models import Practice
from tandem.progress.recording import done_in, steps_done
from tandem.terms import Step


@dataclass(frozen=True)
class Playing:
    """One person's scene under way. It holds all of it, so no template ever gets it."""

    where: QuizPlace
    revision_id: int
    lesson: Lesson
    section: Section
    path: tuple[str, ...]
    row: Practice | None

    @property
    def is_of_now(self) -> bool:
        """Is it played in the text that is served now?"""
        return self.revision_id == self.where.module.revision_id


@dataclass(frozen=True)
class PracticePage:
    """A scene as it is shown: nothing of it that was not reached."""

    where: QuizPlace
    title: str
    language: str
    opening: str
    story: Story
    is_of_now: bool
    is_done: bool
    has_quiz: bool


def playing(session: Session, where: QuizPlace, *, person_id: int) -> Playing:
    """The scene of a module, in the text it was begun with. Raises NoResultFound.

    What was begun in an earlier round is begun anew.
    """
    module = where.module
    row = session.scalar(
        select(Practice).where(
            Practice.person_id == person_id,
            Practice.module_id == module.id,
            Practice.role == where.role,
        )
    )
    path, revision_id = (), module.revision_id
    if row is not None and where.round.counts(row.begun_at):
        path = tuple(json.loads(row.path))
        revision_id = row.revision_id if path else revision_id
    is_of_now = revision_id == module.revision_id
    lesson = module.lesson if is_of_now else lesson_of(session, revision_id)
    section = practice_for(lesson, where.role)
    if section is None:
        raise NoResultFound(module.slug)
    return Playing(where, revision_id, lesson, section, path, row)


def practice_page(session: Session, playing: Playing, *, person_id: int) -> PracticePage:
    """The page of a scene."""
    where = playing.where
    done = done_in(where.round, steps_done(session, person_id=person_id, module_id=where.module.id))
    return PracticePage(
        where=where,
        title=playing.section.title,
        language=playing.lesson.language,
        opening=playing.section.text,
        story=story(playing.section.scenes, playing.path),
        is_of_now=playing.is_of_now,
        is_done=Step.PRACTICE in done,
        has_quiz=quiz_for(where.module.lesson, where.role) is not None,
    )
