"""Questions of earlier modules come before a quiz, outside its mark, and nobody waits for them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.content.lesson import Lesson, Question, QuestionKind, SectionKind
from tandem.learning.quizzes import recap
from tandem.learning.quizzes.recap import EarlierQuestion
from tandem.learning.quizzes.shuffling import Lot
from tandem.models import Attempt, Course, Module, QuizDraft
from tandem.terms import Role, Show
from tests.cast import NOW, Cast, read_german
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, form_id_in, lesson, question, serve
from tests.written import AsBefore

QUIZ = "/learn/teaming/third/quiz"
Serve = Callable[..., Course]


def with_recap(count: int, **fields: Any) -> Lesson:
    """The third module, whose quiz asks questions of the earlier ones first."""
    module = lesson(question("own"), name="third", **fields)
    sections = tuple(
        replace(section, recap=count) if section.kind is SectionKind.QUIZ else section
        for section in module.sections
    )
    return replace(module, sections=sections)


def earlier(name: str, *names: str, **fields: Any) -> Lesson:
    """An earlier module with these questions."""
    return lesson(*(question(each) for each in names), name=name, title=f"The {name}", **fields)


@pytest.fixture
def sam(session: Session, cast: Cast, browser_of: Browser) -> FlaskClient:
    """Sam's browser; Sam has a course of three modules."""
    modules = (earlier("first", "a", "b"), earlier("second", "c", "d"), with_recap(3))
    assign(session, cast.pair, serve(session, *modules))
    return browser_of(cast.sam)


def attempt(
    session: Session,
    cast: Cast,
    slug: str,
    marks: dict[str, bool],
    *,
    passed: bool,
    number: int = 1,
) -> None:
    """Sam has tried the quiz of an earlier module."""
    module = session.scalars(select(Module).where(Module.slug == slug)).one()
    session.add(
        Attempt(
            person_id=cast.sam.id,
            module_id=module.id,
            revision_id=module.revision_id or 0,
            number=number,
            role=Role.REP,
            answers=json.dumps({name: [f"{name}-good"] for name in marks}),
            marks=json.dumps(marks),
            order="{}",
            right=sum(marks.values()),
            total=len(marks),
            passed=passed,
            at=NOW,
        )
    )
    session.commit()


def recalled(page: TestResponse) -> list[str]:
    """The names of the earlier questions on the page."""
    return [
        name.rpartition("-")[2] for name in re.findall(r'id="question-(_recap-\d+-\w+)"', page.text)
    ]


def full_name(page: TestResponse, name: str) -> str:
    """The name under which the page asks an earlier question."""
    found = re.search(rf"_recap-\d+-{name}\b", page.text)
    assert found
    return found[0]


def check(sam: FlaskClient, name: str, answer: str, **more: str) -> TestResponse:
    """Check one answer to an earlier question."""
    page = sam.get(QUIZ)
    named = full_name(page, name)
    facts = {"form_id": form_id_in(page), "check": named, f"answer-{named}": answer, **more}
    return sam.post(f"{QUIZ}/check", data=facts)


def test_what_was_once_wrong_is_asked_before_the_rest(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    attempt(session, cast, "first", {"a": True, "b": False}, passed=False)
    attempt(session, cast, "first", {"a": True, "b": True}, passed=True, number=2)
    attempt(session, cast, "second", {"c": True, "d": True}, passed=True)

    asked = recalled(sam.get(QUIZ))

    assert asked[0] == "b"
    assert len(asked) == 3
    assert asked == recalled(sam.get(QUIZ))


def test_nothing_is_asked_of_what_was_not_passed(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    attempt(session, cast, "first", {"a": True, "b": False}, passed=False)

    page = sam.get(QUIZ)

    assert 'id="question-own"' in page.text
    assert recalled(page) == []
    assert "What you still know" not in page.text


def test_feedback_comes_at_once_and_not_before(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    attempt(session, cast, "first", {"a": True, "b": True}, passed=True)

    before = sam.get(QUIZ).text
    answer = check(sam, "a", "a-bad", **{"answer-own": "own-worse"})
    after = sam.get(QUIZ).text

    assert answer.status_code == 303
    assert not re.search(r"FEEDBACK|EXPLANATION", before)
    assert "FEEDBACK-a-bad" in after
    assert "EXPLANATION-a" in after
    assert "FEEDBACK-b" not in after
    assert "FEEDBACK-own" not in after
    assert 'value="own-worse" checked' in after


def test_an_earlier_question_is_asked_whole_and_in_its_own_language(
    session: Session, cast: Cast, sam: FlaskClient, page_as_before: AsBefore
) -> None:
    first = lesson(question("a", body="<p>It is Friday.</p>"), name="first", title="The first")
    serve(session, first, earlier("second", "c"), with_recap(3))
    attempt(session, cast, "first", {"a": True}, passed=True)
    read_german(session, cast.sam)

    page_as_before(check(sam, "a", "").text)


def test_a_checked_answer_stands(session: Session, cast: Cast, sam: FlaskClient) -> None:
    attempt(session, cast, "first", {"a": True, "b": True}, passed=True)
    name = full_name(sam.get(QUIZ), "a")
    check(sam, "a", "a-bad")

    page = sam.get(QUIZ)
    form = {"form_id": form_id_in(page), f"answer-{name}": "a-good"}
    sam.post(f"{QUIZ}/draft", data=form, headers={"Accept": "application/json"})

    kept = json.loads(session.scalars(select(QuizDraft.answers)).one())
    assert kept[name] == ["a-bad"]


def test_an_answer_that_is_not_there_is_asked_for_in_its_place(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    attempt(session, cast, "first", {"a": True, "b": True}, passed=True)

    answer = check(sam, "a", "")

    assert answer.status_code == 400
    assert "There is no whole answer here yet. Finish it, or leave it out." in answer.text
    assert "Nothing was sent yet" not in answer.text


def test_none_of_it_counts_and_nobody_has_to(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    attempt(session, cast, "first", {"a": True, "b": True}, passed=True)
    name = full_name(sam.get(QUIZ), "a")
    check(sam, "a", "a-bad")
    form = {"form_id": form_id_in(sam.get(QUIZ)), f"answer-{name}": "a-bad"}

    answer = sam.post(QUIZ, data={**form, "answer-own": "own-good"})

    assert answer.status_code == 303
    row = session.scalars(select(Attempt).order_by(Attempt.id.desc())).first()
    assert row
    assert (row.right, row.total, row.passed) == (1, 1, True)
    assert json.loads(row.marks) == {"own": True}
    assert session.scalar(select(QuizDraft)) is None


def test_a_retry_asks_only_what_was_wrong_and_a_retake_asks_again(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    attempt(session, cast, "first", {"a": True, "b": True}, passed=True)
    for answer, asked in (("own-bad", 0), ("own-good", 2)):
        page = sam.get(QUIZ)
        sam.post(QUIZ, data={"form_id": form_id_in(page), "answer-own": answer})

        assert len(recalled(sam.get(QUIZ))) == asked


def test_a_question_that_reads_otherwise_now_is_left_out(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    attempt(session, cast, "first", {"a": True, "b": True}, passed=True)
    other = replace(question("a"), title="What about it now?")
    renamed = replace(question("new"), title="What about b?", options=question("b").options)
    renamed = replace(renamed, was="b", explanation="<p>EXPLANATION-b</p>", sibling="a")
    modules = (lesson(other, renamed, name="first"), earlier("second", "c"), with_recap(3))
    serve(session, *modules)

    assert recalled(sam.get(QUIZ)) == ["new"]


def test_where_only_the_score_is_ever_told_nothing_is_asked(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    attempt(session, cast, "first", {"a": True, "b": True}, passed=True)
    assert recalled(sam.get(QUIZ)) != []
    serve(
        session, earlier("first", "a", "b", show=Show.NEVER), earlier("second", "c"), with_recap(3)
    )

    page = sam.get(QUIZ)
    assert 'id="question-own"' in page.text
    assert recalled(page) == []


def test_a_scene_and_a_text_to_write_are_not_asked(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    kinds = (QuestionKind.SCENARIO, QuestionKind.WRITE)
    long = [Question(id=kind.value, kind=kind, title="Long") for kind in kinds]
    serve(
        session, lesson(question("a"), *long, name="first"), earlier("second", "c"), with_recap(3)
    )
    attempt(session, cast, "first", {"a": True, "scenario": True}, passed=True)

    assert recalled(sam.get(QUIZ)) == ["a"]


def test_another_s_answers_ask_nothing_of_sam(
    session: Session, cast: Cast, sam: FlaskClient, browser_of: Browser
) -> None:
    attempt(session, cast, "first", {"a": True, "b": True}, passed=True)

    assert recalled(sam.get(QUIZ)) != []
    assert recalled(browser_of(cast.sue).get(QUIZ)) == []


def test_only_what_is_asked_can_be_checked(session: Session, cast: Cast, sam: FlaskClient) -> None:
    attempt(session, cast, "first", {"a": True, "b": True}, passed=True)
    page = sam.get(QUIZ)

    for name in ("_recap-1-c", "own", "_recap-99-a", ""):
        form = {"form_id": form_id_in(page), "check": name, f"answer-{name}": "c-good"}
        assert sam.post(f"{QUIZ}/check", data=form).status_code == 404
    assert check(sam, "a", "a-good").status_code == 303


def test_the_number_of_queries_is_the_same_however_many_modules(
    session: Session, cast: Cast, sam: FlaskClient, engine: Engine
) -> None:
    attempt(session, cast, "first", {"a": True, "b": True}, passed=True)
    sam.get(QUIZ)
    with counted_queries(engine) as few:
        sam.get(QUIZ)
    attempt(session, cast, "second", {"c": False, "d": True}, passed=True)
    with counted_queries(engine) as more:
        sam.get(QUIZ)

    assert len(more) == len(few)


ASKED = question("a")
WRITTEN = replace(ASKED, kind=QuestionKind.WRITE)


@pytest.mark.parametrize(
    ("now", "passed", "may"),
    [
        (ASKED, [{"a": ASKED}], True),
        (ASKED, [{}, {"b": ASKED}, {"a": ASKED, "b": question("b")}], True),
        (ASKED, [], False),
        (ASKED, [{"b": ASKED}], False),
        (ASKED, [{"a": replace(ASKED, hint="<p>Think.</p>")}], False),
        (replace(ASKED, id="new", was="a"), [{"a": ASKED}], True),
        (WRITTEN, [{"a": WRITTEN}], False),
    ],
)
def test_what_was_passed_in_the_same_words_may_be_asked(
    now: Question, passed: list[dict[str, Question]], may: bool
) -> None:
    assert recap.may_be_asked(now, passed=passed) is may


def test_earlier_questions_are_numbered_from_one_under_names_of_their_own() -> None:
    earlier = [
        EarlierQuestion(
            number, "first", "The first", "en", ASKED, was_wrong=False, is_shuffled=True
        )
        for number in (7, 8)
    ]

    asked = [each.asked for each in recap.as_asked(earlier, Lot("seed"))]

    assert [(each.number, each.id) for each in asked] == [(1, "_recap-7-a"), (2, "_recap-8-a")]
