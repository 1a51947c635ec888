"""Is the status of a pair noted as stale with whatever changes it, and with nothing else?"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, Executable, Update, delete, insert, select, update
from sqlalchemy.orm import Session

from tandem.commands.demo import people
from tandem.content.lesson import Lesson, PairStep, Section, SectionKind, StepKind
from tandem.leading.status import marks, refreshing
from tandem.models import (
    Assignment,
    Course,
    Module,
    Pair,
    PairChange,
    PairStatus,
    Person,
    RecordedAnswer,
    RecordedAnswerShown,
    StalePair,
    StatusSweep,
    StepDone,
)
from tandem.progress.assignments import actions as assignments
from tandem.terms import PairState, Promise, Step
from tests.cast import NOW, Cast, House
from tests.courses import publish, write_course
from tests.lessons import REP, assign, counted_queries, do, lesson, question, serve
from tests.status import drain, waiting

# What is read for a status and need not be followed: what is only shown or looked up there, and
# rounds, which are recorded with the completions that end them.
NOT_FOLLOWED = {
    "override",
    "publication",
    "revision",
    "round_done",
    "team",
}
NOTHING = (0, 0)


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Both pairs have a course of one module, and nothing waits."""
    served = serve(session, lesson(question("q1")))
    assign(session, cast.pair, served)
    assign(session, cast.other_pair, served)
    drain(session)
    return served


def stale(session: Session) -> list[int]:
    """Which pairs wait, one by one."""
    session.commit()
    return list(session.scalars(select(StalePair.pair_id).order_by(StalePair.pair_id)))


def with_step(**fields: object) -> Lesson:
    """A lesson with a step for two."""
    step = PairStep(**{"id": "told", "kind": StepKind.REFLECTION, "title": "Tell", **fields})  # type: ignore[arg-type]
    section = Section(SectionKind.TOGETHER, "The two of you", 2, steps=(step,))
    plain = lesson(question("q1"))
    return Lesson(**{**vars(plain), "sections": (*plain.sections, section)})


def of_sam(cast: House) -> list[int]:
    """The pairs that Sam sits or sat in."""
    return sorted(pair.id for pair in (cast.pair, cast.second_pair, cast.ended_pair))


def test_a_step_notes_the_pairs_of_who_does_it_once(
    session: Session, cast: House, course: Course
) -> None:
    do(session, cast.sam, Step.READ)

    assert stale(session) == of_sam(cast)


def test_what_is_undone_leaves_no_note(session: Session, cast: Cast, course: Course) -> None:
    found = []
    for end in (session.rollback, session.commit):
        session.get_one(Pair, cast.pair.id).created_at = NOW - timedelta(days=1)
        session.flush()
        end()
        found.append(cast.pair.id in stale(session))

    assert found == [False, True]


def test_what_is_undone_in_a_savepoint_is_noted_again(
    session: Session, cast: House, course: Course
) -> None:
    with session.begin_nested() as savepoint:
        cast.sam.surname = "Adler"
        session.flush()
        savepoint.rollback()
    cast.sam.surname = "Abel"
    session.commit()

    assert stale(session) == of_sam(cast)


def test_a_name_is_noted_and_a_password_is_not(
    session: Session, cast: House, course: Course
) -> None:
    cast.sam.password_hash = "another"
    session.commit()
    assert stale(session) == []

    cast.sam.given_name = "Samuel"
    assert stale(session) == of_sam(cast)


def sealed_by_sam(session: Session, cast: Cast, pair: Pair) -> RecordedAnswer:
    """A sealed answer of Sam's in a pair."""
    module = session.scalars(select(Module)).one()
    answer = RecordedAnswer(
        pair_id=pair.id, person_id=cast.sam.id, module_id=module.id,
        revision_id=module.revision_id, step="saved", kind=StepKind.SEALED, promise=Promise.PAIR,
        content="{}", at=NOW,
    )  # fmt: skip
    session.add(answer)
    session.flush()
    return answer


def test_a_sealed_answer_that_is_shared_early_is_noted(
    session: Session, cast: Cast, course: Course
) -> None:
    answer = sealed_by_sam(session, cast, cast.pair)
    drain(session)
    waits = session.scalars(select(PairStatus.sealed_since).order_by(PairStatus.pair_id)).all()

    session.add(RecordedAnswerShown(step_answer_id=answer.id, how="early", at=NOW))

    drain(session)
    assert waits == [NOW, None]
    assert set(session.scalars(select(PairStatus.sealed_since))) == {None}


def test_new_words_note_nobody(session: Session, cast: Cast, course: Course) -> None:
    put_better = lesson(question("q1", explanation="<p>Better</p>"), title="Fuel", minutes=7)
    serve(session, put_better)

    assert waiting(session) == NOTHING


def test_new_words_in_a_step_for_two_note_nobody(session: Session, course: Course) -> None:
    serve(session, with_step())
    drain(session)

    serve(session, with_step(title="Tell each other", labels=("a", "b")))

    assert waiting(session) == NOTHING


@pytest.mark.parametrize(
    "after",
    [lesson(), with_step(), with_step(roles=REP), with_step(id="new")],
    ids=["no quiz", "a step", "a step for the rep", "another step"],
)
def test_a_text_that_asks_for_something_else_is_one_sweep_of_its_course(
    session: Session, course: Course, after: Lesson
) -> None:
    serve(session, after)

    assert waiting(session) == (0, 1)
    sweep = session.scalars(select(StatusSweep)).one()
    assert (sweep.course_id, sweep.team_id, sweep.after_id) == (course.id, None, 0)


def test_a_module_that_comes_or_goes_or_moves_is_a_sweep(session: Session, course: Course) -> None:
    serve(session, lesson(question("q1")), lesson(name="second"))
    assert waiting(session) == (0, 1)
    drain(session)

    second = session.scalars(select(Module).where(Module.slug == "second")).one()
    for name, value in (("position", 9), ("withdrawn_at", NOW), ("withdrawn_at", None)):
        setattr(second, name, value)
        assert waiting(session) == (0, 1), name
        drain(session)


def test_a_course_for_a_team_is_one_row_however_many_pairs(
    session: Session, cast: Cast, course: Course
) -> None:
    assignments.assign(
        session, team_id=cast.north.id, course_id=course.id, pairs=None, due_on=None,
        time_zone="UTC", by_id=None, now=NOW,
    )  # fmt: skip

    assert waiting(session) == (0, 1)
    assert session.scalars(select(StatusSweep.team_id)).all() == [cast.north.id]


def test_statements_for_many_rows_note_only_whose_rows_they_meet(
    session: Session, cast: House, course: Course
) -> None:
    assign(session, cast.second_pair, course)
    do(session, cast.sam, Step.READ)
    drain(session)

    session.execute(update(StepDone).where(StepDone.person_id == cast.sam.id).values(at=NOW))
    assert stale(session) == of_sam(cast)
    session.execute(delete(Pair).where(Pair.id == 0))
    session.execute(update(Assignment).values(by_id=cast.lee.id))
    assert stale(session) == of_sam(cast)
    teams = select(StatusSweep.team_id).order_by(StatusSweep.team_id)
    assert list(session.scalars(teams)) == [cast.north.id, cast.south.id]


def test_whatever_is_read_for_a_status_is_followed(
    session: Session, engine: Engine, cast: Cast, course: Course
) -> None:
    with counted_queries(engine) as sent:
        refreshing.plan_for(session, [cast.pair.id], now=NOW)

    tables = {
        name for statement in sent for name in re.findall(r"(?:FROM|JOIN) (\w+)", statement)
    } - {"pair_status"}
    assert tables - set(marks.FOLLOWED) == NOT_FOLLOWED


def test_a_sentence_for_three_hundred_pairs_touches_none(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    publish(session, folder.parent)
    people.fill(session, pairs=300, now=NOW)
    drain(session)
    path = folder / "01-engine.md"
    path.write_text(path.read_text("utf-8").replace("The drive.", "The drive, you."), "utf-8")

    report = publish(session, folder.parent)

    assert report.published == ["01-engine.md"]
    assert waiting(session) == NOTHING


def test_a_value_that_is_written_as_it_was_notes_nobody(
    session: Session, cast: Cast, course: Course
) -> None:
    pair = session.get_one(Pair, cast.pair.id)
    pair.state = PairState.ACTIVE

    assert pair in session.dirty
    assert stale(session) == []


def test_what_is_recorded_along_with_a_sweep_is_noted_by_it_alone_and_later_by_itself(
    session: Session, cast: House, course: Course
) -> None:
    module = session.scalars(select(Module)).one()
    row = {"module_id": module.id, "revision_id": module.revision_id, "at": NOW}

    session.add(StepDone(person_id=cast.sam.id, step=Step.READ, **row))
    module.position = 9
    assert waiting(session) == (0, 1)
    drain(session)

    session.add(StepDone(person_id=cast.sam.id, step=Step.QUIZ, **row))
    assert stale(session) == of_sam(cast)


def test_a_new_course_and_a_draft_are_asked_of_nobody_until_they_are_published(
    session: Session, cast: Cast, course: Course
) -> None:
    new = Course(slug="new", title="New", audience="rep,support")
    session.add(new)
    session.flush()
    draft = Module(course_id=new.id, slug="draft", file="01-draft.md", position=1)
    session.add(draft)
    assert waiting(session) == NOTHING

    draft.revision_id = session.scalars(select(Module.revision_id)).first()

    assert waiting(session) == (0, 1)
    assert session.scalars(select(StatusSweep.course_id)).all() == [new.id]


def test_a_text_whose_forerunner_is_not_at_hand_is_a_sweep(
    session: Session, cast: Cast, course: Course
) -> None:
    module = session.scalars(select(Module)).one()
    revision_id = module.revision_id
    session.expire(module)

    module.revision_id = revision_id

    assert waiting(session) == (0, 1)


def shown_answer(session: Session, cast: House) -> RecordedAnswer:
    """An answer of Sam's to Abe that is shown, and nothing waits."""
    answer = sealed_by_sam(session, cast, cast.second_pair)
    session.add(RecordedAnswerShown(step_answer_id=answer.id, how="early", at=NOW))
    drain(session)
    return answer


def test_a_statement_notes_the_pairs_that_its_rows_are_about(
    session: Session, cast: House, course: Course
) -> None:
    answer = shown_answer(session, cast)
    second, other = cast.second_pair.id, cast.other_pair.id
    shown = RecordedAnswerShown.step_answer_id == answer.id
    statements: list[tuple[Executable, list[int]]] = [
        (update(Pair).where(Pair.id == second).values(created_at=NOW), [second]),
        (update(PairChange).where(PairChange.pair_id == other).values(at=NOW), [other]),
        (update(RecordedAnswer).where(RecordedAnswer.id == answer.id).values(at=NOW), [second]),
        (update(RecordedAnswerShown).where(shown).values(at=NOW), [second]),
        (delete(RecordedAnswerShown).where(shown), [second]),
        (update(Person).where(Person.id == cast.sam.id).values(surname="A"), of_sam(cast)),
    ]

    for statement, pairs in statements:
        session.execute(statement)
        assert (stale(session), waiting(session)[1]) == (pairs, 0)
        session.execute(delete(StalePair))
    session.execute(insert(StepDone), [step_of(session, cast.otto)])
    assert stale(session) == [other]


def step_of(session: Session, who: Person) -> dict[str, object]:
    """That somebody has read the module, as values."""
    module = session.scalars(select(Module)).one()
    about = {"module_id": module.id, "revision_id": module.revision_id, "at": NOW}
    return {"person_id": who.id, "step": Step.READ, **about}


@pytest.mark.parametrize("statement", [update(Course).values(title="X"), update(Module)])
def test_a_statement_about_courses_is_one_sweep_of_everybody(
    session: Session, cast: Cast, course: Course, statement: Update
) -> None:
    session.execute(statement.values(withdrawn_at=None))

    assert waiting(session) == (0, 1)
    sweep = session.scalars(select(StatusSweep)).one()
    assert (sweep.team_id, sweep.course_id) == (None, None)


def test_whoever_is_noted_with_everybody_is_not_noted_again(
    session: Session, cast: Cast, course: Course
) -> None:
    one = ("pair", cast.pair.id)
    marks.note(session, [one, one])
    marks.note(session, [one, marks.EVERYBODY])
    marks.note(session, [("pair", cast.other_pair.id), ("team", cast.south.id)])

    assert waiting(session) == (1, 1)
