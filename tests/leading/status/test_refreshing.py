"""Is the status of many pairs made anew in small commits that are in nobody's way?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select, update
from sqlalchemy.orm import Session

from tandem.commands.demo import people
from tandem.leading.status import marks, queue, refreshing
from tandem.models import Course, Pair, PairStatus, Person, StatusTurn, StepDone
from tandem.terms import PairState, Step
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, do, form_id_in, lesson, question, serve
from tests.locks import locks_taken
from tests.status import drain, waiting

MANY = 300
MODULE = "/learn/teaming/engine/"


@pytest.fixture
def many(session: Session) -> Course:
    """Three hundred pairs on their way through a course of one module, and nothing waits."""
    served = serve(session, lesson(question("q1")))
    people.fill(session, pairs=MANY, now=NOW)
    drain(session)
    return served


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course of one module, and nothing waits."""
    served = serve(session, lesson(question("q1")))
    assign(session, cast.pair, served)
    drain(session)
    return served


@contextmanager
def rows_of_each_commit(engine: Engine) -> Iterator[list[int]]:
    """How many rows of status each transaction writes meanwhile."""
    rows = [0]

    def count(connection: Any, cursor: Any, statement: str, values: Any, *rest: Any) -> None:
        if statement.startswith(("INSERT INTO pair_status", "DELETE FROM pair_status")):
            rows[-1] += len(values) if isinstance(values, list) else 1

    def end(connection: Any) -> None:
        rows.append(0)

    event.listen(engine, "before_cursor_execute", count)
    event.listen(engine, "commit", end)
    try:
        yield rows
    finally:
        event.remove(engine, "before_cursor_execute", count)
        event.remove(engine, "commit", end)


@contextmanager
def once_while_status_is_read(engine: Engine, act: Callable[[], object]) -> Iterator[None]:
    """Do something in the middle of the first look at the rows that are to be made anew."""
    done: list[bool] = []

    def begin(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not done and statement.startswith("SELECT pair_status.pair_id"):
            done.append(True)
            act()

    event.listen(engine, "before_cursor_execute", begin)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", begin)
    assert done


def test_a_quiz_more_for_many_pairs_is_made_in_small_commits(
    session: Session, engine: Engine, many: Course
) -> None:
    serve(session, lesson(question("q1")), lesson(question("q2"), name="second"))
    assert waiting(session) == (0, 1)

    with rows_of_each_commit(engine) as rows:
        made = refreshing.drain(engine)

    assert made == MANY
    # Each is taken out and put in anew: two rows for each of the pairs of one commit.
    assert max(rows) <= 2 * queue.AT_MOST <= 50
    assert waiting(session) == (0, 0)


def test_what_is_as_it_was_is_not_written_again(
    session: Session, engine: Engine, many: Course
) -> None:
    marks.note(session, [marks.EVERYBODY])
    session.commit()

    with rows_of_each_commit(engine) as rows:
        made = refreshing.drain(engine)

    assert (made, sum(rows)) == (MANY, 0)


def test_neither_what_happened_nor_a_sweep_waits_for_the_end_of_the_other(
    session: Session, engine: Engine, many: Course
) -> None:
    last = session.scalars(select(Pair).order_by(Pair.id.desc()).limit(1)).one()
    marks.note(session, [marks.EVERYBODY])
    session.commit()
    last.state = PairState.PAUSED
    session.commit()

    batch = refreshing.refresh(engine)

    assert batch is not None
    assert (batch.pairs[0], len(batch.pairs)) == (last.id, 1 + queue.AT_MOST)
    assert batch.swept_to == batch.pairs[-1]


def test_a_later_sweep_takes_the_place_of_an_earlier_one(
    session: Session, engine: Engine, many: Course
) -> None:
    for _ in range(2):
        marks.note(session, [("course", many.id)])
        session.commit()
        refreshing.refresh(engine)

    assert refreshing.drain(engine) == MANY
    assert waiting(session) == (0, 0)


def test_a_learner_who_sends_something_meanwhile_waits_for_nothing_and_is_not_forgotten(
    session: Session, engine: Engine, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    sent = {"form_id": form_id_in(sam.get(MODULE))}
    marks.note(session, [marks.EVERYBODY])
    session.commit()
    answers = []

    with once_while_status_is_read(
        engine, lambda: answers.append(sam.post(f"{MODULE}read", data=sent))
    ):
        refreshing.refresh(engine)

    assert [answer.status_code for answer in answers] == [303]
    session.rollback()
    assert session.scalar(select(func.count()).select_from(StepDone)) == 1
    drain(session)
    assert session.scalars(select(PairStatus.still_since)).one() is not None


def test_the_slower_of_two_does_not_write_what_is_old(
    session: Session, engine: Engine, cast: Cast, course: Course
) -> None:
    do(session, cast.sam, Step.READ)
    with Session(engine) as other:
        turn = refreshing.turn_of(engine, other, waits=False)
    assert turn is not None

    # Sam sits in two pairs, and sat in a third.
    assert refreshing.drain(engine) == 3

    with Session(engine.execution_options(writes=True)) as late:
        assert refreshing.take_turn(late, turn) is False


def test_what_was_noted_outlives_the_process_that_dies_before_it_is_made(
    session: Session, engine: Engine, cast: Cast, course: Course
) -> None:
    row = session.get_one(Pair, cast.pair.id)
    row.state = PairState.PAUSED
    session.commit()

    def die() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), once_while_status_is_read(engine, die):
        refreshing.drain(engine)

    drain(session)
    state = session.scalars(
        select(PairStatus.pair_state).where(PairStatus.pair_id == cast.pair.id)
    ).one()
    assert state is PairState.PAUSED


def test_a_pair_that_is_gone_meanwhile_holds_nobody_up(
    session: Session, engine: Engine, cast: Cast, course: Course
) -> None:
    marks.note(session, [("pair", 10**6), ("pair", cast.pair.id)])
    session.commit()

    assert refreshing.drain(engine) == 2
    assert waiting(session) == (0, 0)


def test_other_rules_make_every_status_anew_and_the_same_rules_none(
    session: Session, engine: Engine, cast: Cast, course: Course
) -> None:
    refreshing.note_rules(session)
    assert waiting(session) == (0, 0)

    session.execute(update(StatusTurn).values(rules=refreshing.RULES - 1))
    refreshing.note_rules(session)

    assert waiting(session) == (0, 1)
    refreshing.note_rules(session)
    assert waiting(session) == (0, 1)


def leader_of(session: Session) -> Person:
    """Who leads the many pairs."""
    return session.scalars(select(Person).where(Person.email == people.LEADER)).one()


def test_a_leader_of_few_pairs_reads_what_is_true_now(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    marks.note(session, [marks.EVERYBODY])
    session.commit()
    session.get_one(Pair, cast.pair.id).state = PairState.PAUSED
    session.commit()

    text = browser_of(cast.lee).get("/lead/").text

    assert "is still being made" not in text
    # Whoever is not looked at waits for their turn.
    assert waiting(session) == (0, 1)
    state = select(PairStatus.pair_state).where(PairStatus.pair_id == cast.pair.id)
    assert session.scalars(state).one() is PairState.PAUSED


@pytest.mark.parametrize("page", ["", "print", "report.csv"])
def test_a_leader_of_many_reads_how_many_are_still_to_come(
    session: Session, many: Course, browser_of: Browser, page: str
) -> None:
    serve(session, lesson(question("q1")), lesson(question("q2"), name="second"))

    text = browser_of(leader_of(session)).get(f"/lead/{page}").text

    left = MANY - queue.AT_MOST
    assert f"The board is still being made: {left} pairs are to come." in text
    drain(session)
    assert "still being made" not in browser_of(leader_of(session)).get(f"/lead/{page}").text


def test_who_writes_takes_the_turn_and_waits_for_it_only_where_that_is_asked(
    session: Session, engine: Engine, course: Course
) -> None:
    def taken_by(*, waits: bool) -> list[str]:
        with Session(engine) as own, locks_taken() as taken:
            assert refreshing.turn_of(engine, own, waits=waits) is not None
        return taken

    without_waiting = "status_turn.id = 1 FOR UPDATE SKIP LOCKED"
    assert taken_by(waits=False) == [without_waiting]
    assert taken_by(waits=True) == ["status_turn.id = 1 FOR UPDATE", without_waiting]
