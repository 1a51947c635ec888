"""What does a trainer see of a module: as whichever role, and since the first revision?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.authoring.publishing.queries import CheckedCourse, CheckedModule, checked_courses
from tandem.content.face import practice_for, quiz_for, reading_for, steps_for
from tandem.content.files.workshop import COVER, says_the_same
from tandem.content.lesson import (
    Lesson,
    PairStep,
    Problem,
    Question,
    QuestionKind,
    Scene,
    Section,
    StepKind,
)
from tandem.learning.quizzes import paper
from tandem.learning.quizzes.comparing import Comparing, comparing
from tandem.learning.quizzes.paper import AskedQuestion
from tandem.learning.quizzes.shuffling import Lot
from tandem.library.served import library
from tandem.library.translations import CheckedTranslation, checked_translations
from tandem.models import Course, LessonDraft, Person
from tandem.terms import SEATS, CourseState, Promise, Role, Severity
from tandem.together.steps.handovers import HandoverTurn, asked_part
from tandem.together.steps.two_choices import ChoiceTable, choice_table
from tandem.together.steps.visibility import due_text, promise_of


@dataclass(frozen=True)
class PreviewedStep:
    """A step of the pair as one seat begins it, and who would read what is typed there.

    `table` is what both read once they have chosen, `then` what a hand-over asks after that,
    `scenes` those of a scene for two.
    """

    step: PairStep
    promise: Promise
    table: ChoiceTable | None = None
    scenes: tuple[Scene, ...] = ()
    then: PairStep | None = None


@dataclass(frozen=True)
class Preview:
    """A lesson as one role reads it. Nothing of it is recorded, and no key is in it.

    `comparing` is what is shown beside a text that was written.
    """

    course: str
    title: str
    summary: str
    language: str
    role: Role
    sections: tuple[Section, ...]
    questions: tuple[AskedQuestion, ...]
    pass_percent: int | None
    siblings: dict[str, list[int]]
    recap: int
    steps: tuple[PreviewedStep, ...] = ()
    practice: Section | None = None
    comparing: Mapping[str, Comparing] = field(default_factory=dict)


def preview(session: Session, *, course: str, module: str, role: Role) -> Preview:
    """The served revision of a module as a role reads it. Raises NoResultFound."""
    shelf = library(session).course(course)
    return preview_of(shelf.module(module).lesson, role, course=shelf.title)


def preview_of(lesson: Lesson, role: Role, *, course: str) -> Preview:
    """A rendered lesson as a role reads it."""
    quiz = quiz_for(lesson, role)
    questions = asked(lesson, quiz, role) if quiz else ()
    return Preview(
        course=course,
        title=lesson.title,
        summary=lesson.summary,
        language=lesson.language,
        role=role,
        sections=reading_for(lesson, role),
        questions=questions,
        comparing={q.id: comparing(q) for q in written_in(quiz)} if quiz else {},
        pass_percent=round(quiz.pass_share * 100) if quiz else None,
        siblings=numbers_of_siblings(quiz, questions) if quiz else {},
        recap=quiz.recap if quiz else 0,
        practice=practice_for(lesson, role),
        steps=tuple(previewed(step, role) for step in steps_for(lesson, role)),
    )


def previewed(step: PairStep, role: Role) -> PreviewedStep:
    """A step as a role begins it, and what opens later: a trainer reads all of it."""
    promise = promise_of(step)
    if step.kind is StepKind.HANDOVER and role in SEATS:
        first, then = (asked_part(step, turn, role=role) for turn in HandoverTurn)
        return PreviewedStep(first, promise, then=then)
    table = choice_table(step) if step.kind is StepKind.CHOICE else None
    due = due_text(step, role=role, is_open=False)
    return PreviewedStep(due, promise, table, step.scenes)


def asked(lesson: Lesson, quiz: Section, role: Role) -> tuple[AskedQuestion, ...]:
    """The questions as a first attempt asks them, all siblings among them."""
    alone = replace(quiz, questions=tuple(replace(q, sibling="") for q in quiz.questions))
    first = paper.paper(lesson, alone, person_id=0, revision_id=0, role=role, number=1).questions
    texts = [
        paper.asked_question(question, number=number, shuffled=False, lot=Lot(question.id))
        for number, question in enumerate(written_in(quiz), start=len(first) + 1)
    ]
    return (*first, *texts)


def numbers_of_siblings(quiz: Section, questions: Iterable[AskedQuestion]) -> dict[str, list[int]]:
    """The numbers of the questions that may be asked instead, by a question's name."""
    families = {question.id: question.family for question in quiz.questions}
    asked = list(questions)
    return {
        question.id: others
        for question in asked
        if (
            others := [
                other.number
                for other in asked
                if other.id != question.id and families[other.id] == families[question.id]
            ]
        )
    }


def written_in(quiz: Section) -> list[Question]:
    """The questions that ask for a text."""
    return [question for question in quiz.questions if question.kind is QuestionKind.WRITE]


class State(StrEnum):
    """How a module's file stands to what is served."""

    PUBLISHED = "published"
    CHANGED = "changed"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"
    BEGUN = "begun"


@dataclass(frozen=True)
class ListedModule:
    """A module in the list of lessons; `writers` are who has a draft of it, by surname."""

    slug: str
    title: str
    file: str
    state: State
    is_served: bool
    published_at: datetime | None
    broken_since: datetime | None
    problems: tuple[Problem, ...]
    writers: tuple[str, ...]
    others: tuple[CheckedTranslation, ...]


@dataclass(frozen=True)
class ListedCourse:
    """A course in the list of lessons; `writers` are who has a draft of its cover.

    `new_files` are modules that nobody has published or checked yet.
    """

    slug: str
    title: str
    is_served: bool
    problems: tuple[Problem, ...]
    modules: tuple[ListedModule, ...]
    writers: tuple[str, ...]
    has_drafts: bool
    new_files: tuple[str, ...]
    state: CourseState

    @property
    def is_empty(self) -> bool:
        """Has it no module that is served?"""
        return not (self.is_served and any(module.is_served for module in self.modules))


@dataclass(frozen=True)
class FileFault:
    """A file with an error: since when, where known, and what is to be mended first."""

    course: str
    file_of: str
    title: str
    since: datetime | None
    problem: Problem


def listed_courses(session: Session, *, root: Path, person_id: int) -> list[ListedCourse]:
    """Every course and module, how its file stands, and whose drafts there are. Five queries.

    `has_drafts` is about the person who looks.
    """
    drafts = writers(session)
    own = own_drafts(session, person_id)
    others = checked_translations(session)
    return [
        listed_course(course, drafts, others, root / course.slug, has_drafts=course.slug in own)
        for course in checked_courses(session)
    ]


def listed_course(
    course: CheckedCourse,
    drafts: Mapping[tuple[str, str], tuple[str, ...]],
    others: Mapping[tuple[str, str], tuple[CheckedTranslation, ...]],
    folder: Path,
    *,
    has_drafts: bool,
) -> ListedCourse:
    """A course with what its folder holds, without what was begun and left no trace."""
    known = {module.file for module in course.modules}
    modules = (
        listed_module(
            module,
            folder,
            writers=drafts.get((course.slug, module.slug), ()),
            others=others.get((course.slug, module.slug), ()),
        )
        for module in course.modules
    )
    return ListedCourse(
        slug=course.slug,
        title=course.title,
        is_served=course.is_served,
        problems=course.problems,
        modules=tuple(
            module for module in modules if module.state is not State.BEGUN or module.writers
        ),
        writers=drafts.get((course.slug, COVER), ()),
        has_drafts=has_drafts,
        new_files=tuple(name for name in own_files(folder) if name not in known),
        state=course.state,
    )


def faults(courses: Iterable[ListedCourse]) -> list[FileFault]:
    """Every file that an error keeps from being published, as the list has them."""
    return [fault for course in courses for fault in faults_of(course)]


def faults_of(course: ListedCourse) -> list[FileFault]:
    """The files of one course that have an error."""
    broken = []
    if problem := first_error(course.problems):
        broken.append(FileFault(course.slug, COVER, course.title, None, problem))
    for module in course.modules:
        if module.state is State.BROKEN and (problem := first_error(module.problems)):
            since = module.broken_since
            broken.append(FileFault(course.slug, module.slug, module.title, since, problem))
        for other in module.others:
            if problem := first_error(other.problems):
                name = f"{module.slug}.{other.language}"
                broken.append(FileFault(course.slug, name, other.file, None, problem))
    return broken


def first_error(problems: Iterable[Problem]) -> Problem | None:
    """What is to be mended first."""
    return next((problem for problem in problems if problem.severity is Severity.ERROR), None)


def own_files(folder: Path) -> list[str]:
    """The modules' files in a course's folder, without those in other languages, by name."""
    names = sorted(path.name for path in folder.glob("[0-9]*.md"))
    return [name for name in names if name.count(".") == 1]


def listed_module(
    module: CheckedModule,
    folder: Path,
    *,
    writers: tuple[str, ...],
    others: tuple[CheckedTranslation, ...],
) -> ListedModule:
    """A module with how its file stands."""
    return ListedModule(
        slug=module.slug,
        title=module.title,
        file=module.file,
        state=state(module, folder / module.file),
        is_served=module.is_served,
        published_at=module.published_at,
        broken_since=module.broken_since,
        problems=module.problems,
        writers=writers,
        others=others,
    )


def state(module: CheckedModule, file: Path) -> State:
    """How a module's file stands to what is served."""
    try:
        content = file.read_bytes()
    except OSError:
        return State.WITHDRAWN if module.published_at else State.BEGUN
    if module.has_errors:
        return State.BROKEN
    return State.PUBLISHED if says_the_same(content, module.source) else State.CHANGED


def own_drafts(session: Session, person_id: int) -> set[str]:
    """The courses of which somebody has drafts."""
    query = (
        select(Course.slug)
        .join(LessonDraft, LessonDraft.course_id == Course.id)
        .where(LessonDraft.person_id == person_id)
    )
    return set(session.scalars(query))


def writers(session: Session) -> dict[tuple[str, str], tuple[str, ...]]:
    """Who has a draft of what, by surname: (course, module or course.md) to names."""
    query = (
        select(Course.slug, LessonDraft.file_of, Person)
        .join(LessonDraft, LessonDraft.course_id == Course.id)
        .join(Person, Person.id == LessonDraft.person_id)
        .order_by(Person.surname, Person.given_name, Person.id)
    )
    names: dict[tuple[str, str], tuple[str, ...]] = {}
    for course, file_of, person in session.execute(query):
        names[course, file_of] = (*names.get((course, file_of), ()), person.name)
    return names
