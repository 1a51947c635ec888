"""How many people answer in the tests of insights: quickly, by rows."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.content.face import quiz_for
from tandem.learning.quizzes.marking import mark
from tandem.library.served import lesson_from
from tandem.models import Attempt, HintOpened, Module, Person, Revision
from tandem.terms import Role
from tests import cast as stage
from tests.cast import NOW

PAGE = "/author/teaming/engine/insights"
Answers = Mapping[str, Sequence[str]]


def people(session: Session, count: int) -> list[Person]:
    """New people, reps who sit in no pair."""
    known = session.scalar(select(func.count()).select_from(Person)) or 0
    found = [
        stage.person(session, f"Nia{known + number}", "Quist", Role.REP) for number in range(count)
    ]
    session.flush()
    return found


def answer(
    session: Session,
    who: Sequence[Person],
    answers: Answers,
    *,
    number: int = 1,
    hint: str = "",
    passed: bool = False,
) -> None:
    """These people send these answers to the quiz that is served now."""
    module = session.scalars(select(Module).where(Module.slug == "engine")).one()
    revision = session.get_one(Revision, module.revision_id)
    quiz = quiz_for(lesson_from(revision.lesson), Role.REP)
    asked = {one.id: one for one in (quiz.questions if quiz else ())}
    marks = {name: mark(asked[name], given).right for name, given in answers.items()}
    about = {"module_id": module.id, "revision_id": revision.id, "number": number, "at": NOW}
    for person in who:
        session.add(
            Attempt(
                **about,
                person_id=person.id,
                role=Role.REP,
                answers=json.dumps(dict(answers)),
                marks=json.dumps(marks),
                order="{}",
                right=sum(marks.values()),
                total=len(marks),
                passed=passed,
            )
        )
        if hint:
            session.add(HintOpened(**about, person_id=person.id, question=hint))
    session.commit()


def cells(page: TestResponse, part: str) -> list[list[str]]:
    """The table of one question on the page, or of the steps, cell by cell."""
    lines = re.findall(rf'<tr data-of="{part}">(.*?)</tr>', page.text, re.DOTALL)
    return [
        [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.DOTALL)]
        for line in lines
    ]


def words(markup: str) -> str:
    """What is to be read in a piece of markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def lines(file: TestResponse) -> list[list[str]]:
    """The lines of the file, without their header."""
    return list(csv.reader(io.StringIO(file.text[1:])))[1:]
