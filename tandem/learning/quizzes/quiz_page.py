"""What does the page of a quiz show? Nothing here tells a right answer before it is due."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from tandem.learning.quizzes import feedback
from tandem.learning.quizzes.feedback import MarkedQuestion, Reveal
from tandem.learning.quizzes.paper import AskedQuestion, PaperFault
from tandem.learning.quizzes.progress import QuizSteps, steps_of
from tandem.learning.quizzes.queries import Sitting, TextToWrite
from tandem.learning.quizzes.shared_scenes import is_shared
from tandem.learning.scenario import Story, story
from tandem.terms import Role, Show


@dataclass(frozen=True)
class Recalled:
    """A question of an earlier module as the page asks it, and where it comes from."""

    module: str
    title: str
    language: str
    asked: AskedQuestion


@dataclass(frozen=True)
class QuizPage:
    """A quiz as it is shown: nothing here tells a right answer before it is due.

    `hints` are the questions whose hint was opened in this attempt.
    """

    course: str
    module: str
    course_title: str
    title: str
    language: str
    course_language: str
    as_role: Role | None
    questions: tuple[AskedQuestion, ...]
    to_write: tuple[TextToWrite, ...]
    recap: tuple[Recalled, ...]
    answers: Mapping[str, Collection[str]]
    faults: Mapping[str, PaperFault]
    checked: Mapping[str, MarkedQuestion]
    stories: Mapping[str, Story]
    hints: Collection[str]
    carried: int
    pass_percent: int
    number: int
    left: int | None
    has_passed: bool
    checks_each: bool
    saved_at: datetime | None
    has_changed: bool
    is_scene_shared: bool
    granted_by: str
    steps: QuizSteps

    @property
    def refuses(self) -> bool:
        """Is something in the quiz itself at fault? What is checked alone says so in its place."""
        asked = {question.id for question in self.questions} | {text.id for text in self.to_write}
        return bool(asked & set(self.faults))


def quiz_page_of(
    sitting: Sitting,
    *,
    answers: Mapping[str, Collection[str]] | None = None,
    faults: Mapping[str, PaperFault] | None = None,
) -> QuizPage:
    """The quiz with the answers given so far; without `answers` those that were kept."""
    course, module = sitting.place.course, sitting.place.module
    in_fields = sitting.drafted if answers is None else answers
    return QuizPage(
        course=course.slug,
        module=module.slug,
        course_title=course.title,
        title=module.title,
        language=sitting.lesson.language,
        course_language=course.language,
        as_role=sitting.place.as_role,
        questions=sitting.paper.questions,
        to_write=sitting.to_write,
        recap=recalled_in(sitting),
        answers={**in_fields, **sitting.fixed},
        faults=faults or {},
        checked=checked_questions(sitting),
        stories=stories_in(sitting),
        hints=sitting.hints,
        carried=len(sitting.paper.carried),
        pass_percent=round(sitting.quiz.pass_share * 100),
        number=sitting.shown.number,
        left=sitting.left,
        has_passed=any(attempt.passed and attempt.counts for attempt in sitting.tried),
        checks_each=sitting.lesson.show is Show.EACH,
        saved_at=sitting.draft.saved_at if sitting.draft else None,
        has_changed=bool(sitting.draft and sitting.draft.revision_id != sitting.shown.revision_id),
        is_scene_shared=any(
            is_shared(sitting.lesson, name, role=sitting.shown.role) for name in sitting.paths
        ),
        granted_by=sitting.granted_by,
        steps=steps_of(sitting, {**in_fields, **sitting.fixed}, faults=faults or {}),
    )


def stories_in(sitting: Sitting) -> dict[str, Story]:
    """How far each scenario is played."""
    return {
        question.id: story(question.scenes, sitting.paths[question.id])
        for question in sitting.quiz.questions
        if question.id in sitting.paths
    }


def recalled_in(sitting: Sitting) -> tuple[Recalled, ...]:
    """What is asked of earlier modules, without anything that gives it away."""
    return tuple(
        Recalled(each.module, each.title, each.language, each.asked) for each in sitting.recap
    )


def checked_questions(sitting: Sitting) -> dict[str, MarkedQuestion]:
    """The questions whose feedback is due already: those of earlier modules, and where a lesson
    shows it one by one those of the quiz."""
    order = sitting.on_page.order
    recalled = {
        each.asked.id: feedback.marked_question(
            each.question,
            sitting.checked[each.asked.id],
            due=Reveal.ALL,
            keys=order[each.asked.id],
        )
        for each in sitting.recap
        if each.asked.id in sitting.checked
    }
    if sitting.lesson.show is not Show.EACH:
        return recalled
    return recalled | {
        question.id: feedback.marked_question(
            question, sitting.checked[question.id], due=Reveal.OWN, keys=order[question.id]
        )
        for question in sitting.quiz.questions
        if question.id in sitting.checked
    }
