"""Can a person read the copy that is meant to be read: no id, no short name of a column's value?"""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tandem.content.lesson import Lesson, Match, QuestionKind
from tandem.learning.quizzes.marking import right_key
from tandem.models import (
    Attempt,
    Completion,
    FirstChoice,
    Module,
    Person,
    Practice,
    QuizDraft,
    RecordedAnswer,
    Remark,
    StepDone,
    WorkHours,
    WorkingStyle,
)
from tandem.terms import (
    Channel,
    Liking,
    Planning,
    Promise,
    QuizView,
    RemarkPromise,
    Rhythm,
    Role,
    Step,
)
from tandem.trust.privacy.lesson_words import in_lesson, words_of
from tests.cast import NOW, Cast, read_german
from tests.conftest import Browser
from tests.learning.practice_helpers import practiced
from tests.lessons import lesson, question, serve


def page_of(browser_of: Browser, person: Person) -> str:
    """The pages to read, as words alone."""
    sent = browser_of(person).get("/account/everything.zip")
    with zipfile.ZipFile(io.BytesIO(sent.data)) as archive:
        html = archive.read("everything.html").decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def done(session: Session, module: Module, who: Person, table: Any, **values: Any) -> None:
    """Something that somebody did of a module."""
    facts = {"person_id": who.id, "module_id": module.id, "revision_id": module.revision_id}
    session.execute(insert(table).values(**facts, **values))
    session.commit()


def served(session: Session, *lessons: Lesson) -> Module:
    """The first of these lessons, served."""
    serve(session, *lessons)
    return session.scalars(select(Module).order_by(Module.position)).first() or Module()


def attempt(**values: Any) -> dict[str, Any]:
    """An attempt at a quiz in which the right answer was given, as it is kept."""
    given = json.dumps({"q1": ["q1-good"]})
    facts = {"number": 1, "role": "rep", "answers": given, "marks": "{}", "order": "{}", "at": NOW}
    return {**facts, "right": 1, "total": 1, "passed": True, **values}


@pytest.mark.parametrize("table", [Attempt, QuizDraft])
def test_answers_to_a_quiz_are_read_in_its_own_words(
    session: Session, cast: Cast, browser_of: Browser, table: Any
) -> None:
    module = served(session, lesson(question("q1")))
    draft = {"answers": attempt()["answers"], "saved_at": NOW}
    done(session, module, cast.sam, table, **(attempt() if table is Attempt else draft))

    page = page_of(browser_of, cast.sam)

    assert "Module: Gasoline and engine" in page
    assert "Your answers: What about q1?: A good one" in page
    assert "q1-good" not in page


def test_answers_are_read_in_the_words_of_that_time(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    module = served(session, lesson(question("q1")))
    done(session, module, cast.sam, Attempt, **attempt())
    serve(session, lesson(question("q2"), title="Engine and gasoline"))

    page = page_of(browser_of, cast.sam)

    assert "Module: Engine and gasoline" in page
    assert "What about q1?: A good one" in page


def test_what_was_chosen_in_a_scene_is_read_as_it_stood_there(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    module = served(session, practiced())
    choice = {"part": "late", "scene": "call", "choice": 1, "leads_to": "missed", "at": NOW}
    done(session, module, cast.sam, FirstChoice, **choice)
    way = {"role": Role.REP, "path": '["0", "1"]', "begun_at": NOW, "saved_at": NOW}
    done(session, module, cast.sam, Practice, **way)

    page = page_of(browser_of, cast.sam)

    assert "In the step: A late call · Scene: 16:40 · Choice: Wait · Leads to: Silence" in page
    assert "Your way: Answer Say no" in page


@pytest.mark.parametrize("text", ["[" * 1000, '["a"]', '{"a": "b"}', "[1", "[" + "9" * 5000 + "]"])
def test_a_text_that_looks_like_json_is_read_as_it_was_written(
    session: Session, cast: Cast, browser_of: Browser, text: str
) -> None:
    module = served(session, lesson(question("q1")))
    remark = {"question": "q1", "text": text, "answer": text, "digest": "d", "at": NOW}
    done(session, module, cast.sam, Remark, promise=RemarkPromise.TRAINERS_WITHOUT_NAME, **remark)
    given = {"step": "s", "kind": "reflection", "content": json.dumps({"text": text}), "at": NOW}
    pair = {"pair_id": cast.pair.id, "promise": Promise.OWN}
    done(session, module, cast.sam, RecordedAnswer, **pair, **given)

    page = unescape(page_of(browser_of, cast.sam))

    assert page.count(f": {text}") == 3


def test_an_answer_from_before_the_question_was_a_scene_stays_as_it_was_written(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    scenes = practiced().sections[0].scenes
    asked = replace(question("q1", kind=QuestionKind.SCENARIO), options=(), scenes=scenes)
    module = served(session, lesson(asked))
    answers = json.dumps({"q1": ["²"]})
    done(session, module, cast.sam, QuizDraft, answers=answers, saved_at=NOW)

    page = page_of(browser_of, cast.sam)

    assert "What about q1?: ²" in page


def test_short_names_are_said_in_the_words_of_the_site(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    module = served(session, lesson())
    done(session, module, cast.sam, StepDone, step=Step.READ, at=NOW)
    done(session, module, cast.sam, Completion, how="steps", role=Role.REP, at=NOW)
    session.merge(cast.sam).quiz_view = QuizView.ONE
    style = {"likes": Liking.YES, "rhythm": Rhythm.LATE, "channel": Channel.TALK}
    session.add(
        WorkingStyle(
            person_id=cast.sam.id, **style, planning=Planning.AT_ONCE, seats=1, may_be_used=True,
            at=NOW,
        )
    )  # fmt: skip
    days = {"days": "1000100", "begins": 8, "until": 16, "changed_at": NOW}
    session.add(WorkHours(person_id=cast.sam.id, **days))
    read_german(session, cast.sam)

    page = page_of(browser_of, cast.sam)

    assert "Sprache: Deutsch" in page
    assert "Du klärst Dinge durch: Am Telefon oder" in page
    assert "Montag, Freitag" in page
    for short in ("talk", "late", "at once", "at_once", "steps", "one", "rep", "1000100"):
        assert not re.search(rf": {short}\b", page), short


def test_a_text_that_is_called_like_something_in_the_lesson_stays_as_it_was_written() -> None:
    words = words_of(lesson(question("q1")))
    content = {"text": "q1", "values": {"q1": 3}, "unsaid": ["q1"]}

    said = in_lesson("content", {"content": content, "module_id": 1}, words)

    assert said.splitlines() == ["q1", "What about q1?: 3", "What about q1?"]


def test_what_was_put_together_is_read_on_both_sides() -> None:
    matches = (Match("m1", "Sales", "Gasoline"), Match("m2", "Support", "Engine"))
    asked = replace(question("q1", kind=QuestionKind.MATCH, matches=matches), options=())
    words, key = words_of(lesson(asked)), f"m1:{right_key(matches[1])}"

    said = in_lesson("answers", {"answers": {"q1": [key]}, "module_id": 1}, words)

    assert said == "What about q1?: Sales – Engine"
