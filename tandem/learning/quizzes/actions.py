"""How are quiz answers kept and recorded?"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from tandem.learning.quizzes import marking
from tandem.learning.quizzes import paper as papers
from tandem.learning.quizzes.marking import Mark
from tandem.learning.quizzes.queries import Sitting, answers_of
from tandem.models import Attempt, HintOpened, Person, QuizDraft
from tandem.progress import steps_alone
from tandem.terms import QuizView, Step

Answers = Mapping[str, Collection[str]]


def keep_draft(
    session: Session,
    sitting: Sitting,
    answers: Answers,
    *,
    person_id: int,
    now: datetime,
    check: str | None = None,
) -> QuizDraft:
    """Keep the answers given so far. Another tab's answers to other questions stay.

    `check` is the question whose feedback will be shown: its answer stands from now on.
    """
    row = sitting.draft
    if row is None:
        row = QuizDraft(
            person_id=person_id,
            module_id=sitting.shown.module_id,
            revision_id=sitting.shown.revision_id,
            answers="{}",
            checked="[]",
        )
        session.add(row)
    newest = max(row.revision_id, sitting.shown.revision_id)
    fixed: set[str] = set(json.loads(row.checked)) if row.revision_id == newest else set()
    fitting = papers.still_valid(sitting.on_page, answers)
    fresh = {name: keys for name, keys in fitting.items() if name not in fixed}
    taken_back = papers.cleared(answers) - fixed
    before = {n: keys for n, keys in answers_of(row).items() if n not in taken_back}
    row.answers = as_json({**before, **fresh})
    row.checked = as_json(sorted(fixed | ({check} if check else set())))
    row.revision_id = newest
    row.saved_at = now
    session.flush()
    return row


def open_hint(
    session: Session, sitting: Sitting, name: str, *, person_id: int, now: datetime
) -> None:
    """Record that a hint was opened: once for each person, question and attempt."""
    if name in sitting.hints:
        return
    session.add(
        HintOpened(
            person_id=person_id,
            module_id=sitting.shown.module_id,
            revision_id=sitting.shown.revision_id,
            number=sitting.shown.number,
            question=name,
            at=now,
        )
    )
    session.flush()


def record_attempt(
    session: Session, sitting: Sitting, answers: Answers, *, person_id: int, now: datetime
) -> bool:
    """Mark the answers against the text that was shown and record them. True where the module is
    complete with it: passing is a step done."""
    paper, carried = sitting.paper, sitting.paper.carried
    last = papers.last_before(sitting.tried, sitting.shown.number)
    before = last.answers if last else {}
    all_answers = {name: before[name] for name in carried} | {
        asked.id: papers.as_kept(asked, answers[asked.id]) for asked in paper.questions
    }
    marks = {
        # What is carried was right, in whichever language it was answered.
        q.id: Mark(right=True) if q.id in carried else marking.mark(q, all_answers[q.id])
        for q in sitting.quiz.questions
        if q.id in all_answers
    }
    right = marking.score(marks.values())
    passed = marking.has_passed(right, len(marks), pass_share=sitting.quiz.pass_share)
    attempt = Attempt(
        person_id=person_id,
        module_id=sitting.shown.module_id,
        revision_id=sitting.shown.revision_id,
        number=sitting.shown.number,
        role=sitting.shown.role,
        answers=as_json(all_answers),
        marks=as_json(plain(marks)),
        order=as_json(paper.order),
        carried=as_json(list(carried)),
        right=right,
        total=len(marks),
        passed=passed,
        at=now,
    )
    session.add(attempt)
    if sitting.draft is not None:
        session.delete(sitting.draft)
    session.flush()
    return passed and record_pass(session, sitting, person_id=person_id, now=now)


def record_pass(session: Session, sitting: Sitting, *, person_id: int, now: datetime) -> bool:
    """The quiz is a step done; what completes the module is what the lesson asks now."""
    shown = sitting.shown
    return steps_alone.do_step(
        session,
        Step.QUIZ,
        person_id=person_id,
        module_id=shown.module_id,
        revision_id=shown.revision_id,
        lesson=sitting.place.module.lesson,
        role=shown.role,
        now=now,
        round=sitting.place.round,
    )


def plain(marks: Mapping[str, Mark]) -> dict[str, bool]:
    """The marks as they are stored."""
    return {name: mark.right for name, mark in marks.items()}


def as_json(value: object) -> str:
    """A value as it is stored."""
    return json.dumps(value, ensure_ascii=False)


def choose_view(session: Session, view: QuizView, *, person_id: int) -> None:
    """Keep how somebody likes to be asked."""
    session.get_one(Person, person_id).quiz_view = view
