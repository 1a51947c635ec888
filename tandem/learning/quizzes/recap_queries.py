"""What did somebody answer in the earlier modules of a course, to be asked again?"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.face import quiz_for
from tandem.content.lesson import Lesson, Question
from tandem.learning.quizzes.recap import (
    EarlierQuestion,
    RecapQuestion,
    as_asked,
    drawn,
    may_be_asked,
    names_of,
    questions_of,
)
from tandem.learning.quizzes.shuffling import Lot
from tandem.library.served import ServedCourse, ServedModule, lesson_from
from tandem.models import Attempt, Revision
from tandem.terms import Role, Show


@dataclass
class EarlierAnswers:
    """What somebody answered in a module: the texts that were passed, and what was wrong once."""

    passed: set[int] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)


def recap_questions(
    session: Session,
    course: ServedCourse,
    module: ServedModule,
    *,
    role: Role,
    count: int,
    person_id: int,
    number: int,
) -> tuple[RecapQuestion, ...]:
    """What is asked before attempt `number` at a module's quiz. Two queries at most."""
    earlier = [each for each in course.modules[: course.modules.index(module)] if may_ask(each)]
    answered = answered_in(session, [each.id for each in earlier], person_id=person_id)
    ids = {each.revision_id for each in earlier if each.id in answered}
    texts = lessons_of(session, ids.union(*(each.passed for each in answered.values())))
    lot = Lot(f"{person_id}:{module.slug}:{number}:recap")
    candidates = [
        candidate
        for each in earlier
        if each.id in answered
        for candidate in candidates_in(each, answered[each.id], texts, role=role)
    ]
    return as_asked(drawn(candidates, count, lot), lot)


def may_ask(module: ServedModule) -> bool:
    """May its answers be shown? Not where nothing but the score is ever told."""
    return module.lesson.show is not Show.NEVER


def answered_in(
    session: Session, module_ids: Sequence[int], *, person_id: int
) -> dict[int, EarlierAnswers]:
    """What was answered in the modules of which a quiz was passed. One query."""
    query = (
        select(Attempt.module_id, Attempt.revision_id, Attempt.marks, Attempt.passed)
        .where(Attempt.person_id == person_id, Attempt.module_id.in_(module_ids))
        .order_by(Attempt.id)
    )
    answered: dict[int, EarlierAnswers] = defaultdict(EarlierAnswers)
    for row in session.execute(query) if module_ids else ():
        marks: dict[str, bool] = json.loads(row.marks)
        answered[row.module_id].wrong |= {name for name, right in marks.items() if not right}
        answered[row.module_id].passed |= {row.revision_id} if row.passed else set()
    return {module_id: each for module_id, each in answered.items() if each.passed}


def lessons_of(session: Session, revision_ids: set[int]) -> dict[int, Lesson]:
    """The texts of these revisions in the course's own language. One query."""
    if not revision_ids:
        return {}
    query = select(Revision.id, Revision.lesson).where(Revision.id.in_(revision_ids))
    return {row.id: lesson_from(row.lesson) for row in session.execute(query)}


def candidates_in(
    module: ServedModule, answered: EarlierAnswers, texts: Mapping[int, Lesson], *, role: Role
) -> Iterator[EarlierQuestion]:
    """The questions of a module that may be asked again, in the language it is read in."""
    quiz = quiz_for(module.lesson, role)
    own = questions_of(texts[module.revision_id])
    passed: list[Mapping[str, Question]] = [
        questions_of(texts[revision_id]) for revision_id in sorted(answered.passed)
    ]
    for question in quiz.questions if quiz else ():
        original = own.get(question.id)
        if original is not None and may_be_asked(original, passed=passed):
            yield EarlierQuestion(
                module_id=module.id,
                module=module.slug,
                title=module.title,
                language=module.lesson.language,
                question=question,
                was_wrong=bool(names_of(original) & answered.wrong),
                is_shuffled=module.lesson.shuffle,
            )
