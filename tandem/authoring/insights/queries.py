"""What do the first answers of all people tell about a module? Nothing leaves that names a person.

Everything is counted by the rules in `figures/groups.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from tandem.authoring.insights.first_choices import SceneInsight, scene_insights
from tandem.authoring.insights.lineage import Lineage, lineages, questions_in
from tandem.authoring.insights.reach import Reached, reached
from tandem.authoring.insights.tallies import TallyLine, in_all_languages, tally
from tandem.authoring.insights.texts import first_texts
from tandem.content.face import steps_of
from tandem.content.lesson import Lesson, Question, StepKind
from tandem.figures.groups import Figures, FirstAnswer, Share, figures, in_fives
from tandem.learning.feedback.queries import shares_of_module
from tandem.learning.plans import queries as plans
from tandem.learning.remarks.queries import ReadRemark, open_remarks, remarks_about
from tandem.library.served import lesson_from
from tandem.models import (
    Attempt,
    Course,
    HintOpened,
    Module,
    Person,
    Revision,
    StepDone,
    Translation,
)
from tandem.terms import Asked, PlanCheck, Step


@dataclass(frozen=True)
class Edit:
    """A revision: from it on the module reads otherwise."""

    id: int
    number: int
    at: datetime
    lesson: Lesson


@dataclass(frozen=True)
class QuestionInsight:
    """What is told about one question, and what was remarked upon it."""

    question: Question
    worded_since: int
    figures: Figures
    lines: tuple[TallyLine, ...]
    remarks: tuple[ReadRemark, ...]


@dataclass(frozen=True)
class Unread:
    """First attempts of people who had not pressed “I have read this”, in full groups of five.

    `answers` are all their answers, and how many are right; None for fewer than five people.
    """

    passed: Figures
    answers: Share | None


@dataclass(frozen=True)
class Insights:
    """A module as its answers show it. `boundary` is the revision that before and since lie around;
    `gone` are remarks about questions that are asked no more, `said` what people said after it,
    `planned` whether they did what they planned, where the lesson asks for a plan; `scenes` what
    they first chose where something is played."""

    course: str
    module: str
    title: str
    language: str
    edits: tuple[Edit, ...]
    boundary: int | None
    reached: tuple[Reached, ...]
    questions: tuple[QuestionInsight, ...]
    unread: Unread
    gone: tuple[ReadRemark, ...]
    said: dict[Asked, Share]
    planned: dict[PlanCheck, Share] | None
    scenes: tuple[SceneInsight, ...]
    has_sample: bool


@dataclass(frozen=True)
class Summary:
    """A module in one line: people who took the quiz, in full fives, and remarks that wait."""

    people: int
    remarks: int


@dataclass(frozen=True)
class FirstAttempts:
    """First attempts at a quiz by the question's name: what was said in which revision."""

    by_name: dict[tuple[int, str], list[tuple[int, FirstAnswer]]]
    unread: Unread
    has_sample: bool


def insights(
    session: Session, *, course: str, module: str, since: int | None, reader_id: int
) -> Insights:
    """What is told about a module, without the reader. Ten queries. Raises NoResultFound."""
    query = (
        select(Module.id, Module.course_id)
        .join(Course, Course.id == Module.course_id)
        .where(Course.slug == course, Module.slug == module, Module.revision_id.is_not(None))
    )
    row = session.execute(query).one()
    edits = edits_of(session, row.id)
    boundary = boundary_in(edits, since)
    lesson = edits[-1].lesson
    numbers = {edit.id: edit.number for edit in edits}
    answered = first_answers(session, row.id, numbers, boundary=boundary, reader_id=reader_id)
    past = lineages([(edit.number, edit.lesson) for edit in edits])
    remarks = remarks_about(session, row.id)
    others = in_other_languages(session, edits[-1].id)
    questions = tuple(
        question_insight(lineage, answered, remarks, others, boundary=boundary) for lineage in past
    )
    told = {remark.id for question in questions for remark in question.remarks}
    return Insights(
        course=course,
        module=module,
        title=lesson.title,
        language=lesson.language,
        edits=edits,
        boundary=boundary,
        reached=reached(session, row.id, course_id=row.course_id, lesson=lesson),
        questions=questions,
        unread=answered.unread,
        gone=tuple(remark for remark in remarks if remark.id not in told),
        said=shares_of_module(session, row.id, reader_id=reader_id),
        planned=planned(session, row.id, lesson, reader_id=reader_id),
        scenes=scene_insights(session, row.id, lesson, reader_id=reader_id),
        has_sample=answered.has_sample,
    )


def planned(
    session: Session, module_id: int, lesson: Lesson, *, reader_id: int
) -> dict[PlanCheck, Share] | None:
    """Whether people did what they planned; None where the lesson asks for no plan."""
    has_plan = any(step.kind is StepKind.PLAN for step in steps_of(lesson))
    return plans.shares_of_module(session, module_id, reader_id=reader_id) if has_plan else None


def edits_of(session: Session, module_id: int) -> tuple[Edit, ...]:
    """Every revision of a module, by number."""
    query = (
        select(Revision.id, Revision.number, Revision.published_at, Revision.lesson)
        .where(Revision.module_id == module_id)
        .order_by(Revision.number)
    )
    return tuple(
        Edit(row.id, row.number, row.published_at, lesson_from(row.lesson))
        for row in session.execute(query)
    )


def boundary_in(edits: Sequence[Edit], since: int | None) -> int | None:
    """The revision to look before and behind: the one asked for, else the last change."""
    numbers = [edit.number for edit in edits[1:]]
    if not numbers:
        return None
    return since if since in numbers else numbers[-1]


def first_answers(
    session: Session,
    module_id: int,
    numbers: dict[int, int],
    *,
    boundary: int | None,
    reader_id: int,
) -> FirstAttempts:
    """The first attempt of everybody but the reader, question by question. Two queries.

    `numbers` are the revisions' numbers by their ids. The person only ties a hint to an answer.
    What the people of the sample answered is known to all, so it fills nobody's group: they are
    counted as long as nobody else has answered.
    """
    hints = opened_hints(session, module_id)
    by_name: dict[tuple[int, str], list[tuple[int, FirstAnswer]]] = defaultdict(list)
    rows = session.execute(first_attempts(module_id, reader_id=reader_id)).all()
    real = [row for row in rows if not row.is_sample]
    for row in real or rows:
        number = numbers[row.revision_id]
        answers = msgspec.json.decode(row.answers, type=dict[str, tuple[str, ...]])
        marks = msgspec.json.decode(row.marks, type=dict[str, bool])
        for name, right in marks.items():
            hint = (row.person_id, name) in hints
            answer = FirstAnswer(number, answers.get(name, ()), right, hint)
            by_name[number, name].append((row.id, answer))
    by_name.update(first_texts(session, module_id, numbers, reader_id=reader_id))
    unread = [
        (FirstAnswer(numbers[row.revision_id], (), row.passed), msgspec.json.decode(row.marks))
        for row in real or rows
        if row.is_unread
    ]
    return FirstAttempts(
        by_name, unread=unread_figures(unread, boundary), has_sample=len(rows) > len(real)
    )


def first_attempts(
    module_id: int, *, reader_id: int
) -> Select[int, int, int, str, str, bool, bool, bool]:
    """The first attempt of everybody else, and whether they had not read the module by then."""
    return (
        select(
            Attempt.id,
            Attempt.person_id,
            Attempt.revision_id,
            Attempt.answers,
            Attempt.marks,
            Attempt.passed,
            Person.is_sample,
            StepDone.id.is_(None).label("is_unread"),
        )
        .join(Person, Person.id == Attempt.person_id)
        .outerjoin(StepDone, was_read_before())
        .where(Attempt.module_id == module_id, Attempt.number == 1, Attempt.person_id != reader_id)
        .order_by(Attempt.id)
    )


def was_read_before() -> ColumnElement[bool]:
    """Had whoever sent an attempt pressed “I have read this” by then?"""
    return and_(
        StepDone.person_id == Attempt.person_id,
        StepDone.module_id == Attempt.module_id,
        StepDone.step == Step.READ,
        StepDone.number == 1,
        StepDone.at <= Attempt.at,
    )


def unread_figures(
    attempts: Sequence[tuple[FirstAnswer, dict[str, bool]]], boundary: int | None
) -> Unread:
    """What is told about first attempts without reading, in the order in which they came."""
    passed = figures([answer for answer, _ in attempts], worded_since=0, boundary=boundary)
    marks = [right for _, by_name in attempts[: len(passed.now)] for right in by_name.values()]
    return Unread(passed, Share(sum(marks), len(marks)) if marks else None)


def opened_hints(session: Session, module_id: int) -> frozenset[tuple[int, str]]:
    """Who opened which hint in the first attempt."""
    query = select(HintOpened.person_id, HintOpened.question).where(
        HintOpened.module_id == module_id, HintOpened.number == 1
    )
    return frozenset((row.person_id, row.question) for row in session.execute(query))


def in_other_languages(session: Session, revision_id: int) -> list[dict[str, Question]]:
    """The questions of a revision in every other language, by name. One query."""
    query = select(Translation.lesson).where(Translation.revision_id == revision_id)
    return [questions_in(lesson_from(kept)) for kept in session.scalars(query)]


def question_insight(
    past: Lineage,
    answered: FirstAttempts,
    remarks: Iterable[ReadRemark],
    others: Sequence[dict[str, Question]],
    *,
    boundary: int | None,
) -> QuestionInsight:
    """One question, under whichever names it was asked."""
    names = set(past.names.items())
    by_attempt = sorted(
        (first for name in names for first in answered.by_name.get(name, ())),
        key=lambda first: first[0],
    )
    question_figures = figures(
        [answer for _, answer in by_attempt], worded_since=past.worded_since, boundary=boundary
    )
    translations = [
        questions[past.question.id] for questions in others if past.question.id in questions
    ]
    return QuestionInsight(
        question=past.question,
        worded_since=past.worded_since,
        figures=question_figures,
        lines=tally(in_all_languages(past.question, translations), question_figures.now),
        remarks=tuple(remark for remark in remarks if (remark.revision, remark.question) in names),
    )


def summaries(session: Session) -> dict[tuple[str, str], Summary]:
    """Every module in one line, by the names of its course and its own. Two queries."""
    people = func.count(Attempt.id).label("people")
    query = (
        select(Module.id, Course.slug.label("course"), Module.slug, people)
        .join(Course, Course.id == Module.course_id)
        .outerjoin(Attempt, and_(Attempt.module_id == Module.id, Attempt.number == 1))
        .group_by(Module.id, Course.id)
    )
    waiting = open_remarks(session)
    return {
        (row.course, row.slug): Summary(in_fives(row.people), waiting.get(row.id, 0))
        for row in session.execute(query)
    }
