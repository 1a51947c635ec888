"""Which rows of which pair, module and round does somebody find in the steps for two?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content.lesson import PairStep
from tandem.models import Addition, Assignment, Module, RoundDone, StepDraft
from tandem.progress.rules.rounds import Round
from tandem.terms import PairState, Role
from tandem.together.steps import queries
from tandem.together.steps.queries import StepGone
from tests.cast import NOW, House, change
from tests.lessons import assign, finish, lesson, serve
from tests.together.steps.rows import answer_row, place_of, version_row
from tests.together.steps.step_helpers import (
    AGREED,
    CHOICE,
    FOR_REP,
    GUESS,
    HANDOVER,
    SEALED,
    SHARED,
    THANKS,
    for_two,
)

STEPS = (THANKS, AGREED, SHARED)
Modules = tuple[Module, Module, Module]


@pytest.fixture
def modules(session: Session, cast: House) -> Modules:
    """Sam and Sue have a course of two modules, and another course."""
    both = (for_two(*STEPS, name="engine"), for_two(*STEPS, name="brake"))
    assign(session, cast.pair, serve(session, *both))
    assign(session, cast.pair, serve(session, for_two(*STEPS, name="far"), course_slug="far"))
    engine, brake, far = session.scalars(select(Module).order_by(Module.id))
    return engine, brake, far


def test_what_was_given_is_that_of_this_pair_in_this_module_or_course(
    session: Session, cast: House, modules: Modules
) -> None:
    engine, brake, far = modules
    mine = answer_row(session, cast.pair, cast.sam, engine, "mine")
    in_course = answer_row(session, cast.pair, cast.sue, brake, "in the course")
    answer_row(session, cast.pair, cast.sam, far, "elsewhere")
    answer_row(session, cast.second_pair, cast.sam, engine, "of others")

    here = queries.all_records(session, place_of(session, cast.pair, cast.sam))
    found = queries.records_in_course(session, cast.pair.id, course_id=engine.course_id)

    assert [record.id for record in here] == [mine.id]
    assert {key: [record.id for record in records] for key, records in found.items()} == {
        engine.id: [mine.id], brake.id: [in_course.id],
    }  # fmt: skip


def test_no_text_is_read_but_of_what_is_asked_for(
    session: Session, cast: House, modules: Modules
) -> None:
    rows = [
        answer_row(session, cast.pair, who, modules[0], f"of {who.given_name}")
        for who in (cast.sam, cast.sue)
    ]
    for row in rows:
        session.add_all(
            Addition(step_answer_id=row.id, text=f"{text} to {row.id}", at=NOW)
            for text in ("first", "then")
        )
    session.flush()
    asked = rows[1].id

    given, added = queries.contents(session, {asked}), queries.additions(session, {asked})

    assert {id: answer.text for id, answer in given.items()} == {asked: "of Sue"}
    assert {id: [one.text for one in texts] for id, texts in added.items()} == {
        asked: [f"first to {asked}", f"then to {asked}"]
    }


def test_the_versions_of_an_agreement_are_those_of_this_pair_in_this_module(
    session: Session, cast: House, modules: Modules
) -> None:
    engine, brake, _ = modules
    version_row(session, cast.pair, engine, "SECOND", cast.sue, cast.sam, number=2)
    version_row(session, cast.pair, engine, "FIRST")
    version_row(session, cast.pair, brake, "ELSEWHERE", cast.sam)
    version_row(session, cast.second_pair, engine, "OF OTHERS", cast.sam)

    found = queries.versions(session, place_of(session, cast.pair, cast.sam))

    told = {name: [(*one.lines, {*one.signed}) for one in kept] for name, kept in found.items()}
    assert told == {"agreed": [("FIRST", set()), ("SECOND", {cast.sam.id, cast.sue.id})]}


def draft(session: Session, cast: House, module: Module) -> None:
    """Sam has begun to write."""
    session.add(
        StepDraft(
            pair_id=cast.pair.id, person_id=cast.sam.id, module_id=module.id, step="thanks",
            content="{}", version=1, writer="tab", saved_at=NOW,
        )
    )  # fmt: skip


def agree(session: Session, cast: House, module: Module) -> None:
    """Sue has proposed something."""
    version_row(session, cast.pair, module, "AGREED", cast.sue)


def thank(session: Session, cast: House, module: Module) -> None:
    """Sue has thanked Sam."""
    answer_row(session, cast.pair, cast.sue, module, "THANKS")


@pytest.mark.parametrize("leave", [draft, agree, thank])
def test_a_course_that_was_taken_back_is_there_for_who_has_something_to_read(
    session: Session, cast: House, modules: Modules,
    leave: Callable[[Session, House, Module], None],
) -> None:  # fmt: skip
    session.execute(update(Assignment).values(withdrawn_at=NOW))
    with pytest.raises(NoResultFound):
        place_of(session, cast.pair, cast.sam)

    leave(session, cast, modules[0])
    session.commit()

    assert not place_of(session, cast.pair, cast.sam).may_write


@pytest.mark.parametrize(
    ("state", "closes", "may_write"),
    [
        (PairState.ACTIVE, False, True),
        (PairState.PAUSED, False, True),
        (PairState.ENDED, False, False),
        (PairState.ACTIVE, True, False),
    ],
)
def test_who_works_in_the_pair_writes_as_long_as_the_course_is_open(
    session: Session, cast: House, modules: Modules,
    state: PairState, closes: bool, may_write: bool,
) -> None:  # fmt: skip
    yesterday = NOW.date() - timedelta(days=1)
    session.execute(update(Assignment).values(due_on=yesterday, closes=closes))
    if state is not PairState.ACTIVE:
        change(session, session.merge(cast.pair), state)
    session.commit()

    assert place_of(session, cast.pair, cast.sam).may_write is may_write


def test_a_pair_that_is_only_proposed_has_no_steps_and_a_leader_has_none(
    session: Session, cast: House, modules: Modules
) -> None:
    assert place_of(session, cast.pair, cast.sue).partner.id == cast.sam.id
    with pytest.raises(NoResultFound):
        place_of(session, cast.pair, cast.lee)

    change(session, session.merge(cast.pair), PairState.PROPOSED)
    session.commit()

    with pytest.raises(NoResultFound):
        place_of(session, cast.pair, cast.sue)


def test_of_an_earlier_round_each_reads_their_own_and_what_was_open_to_both(
    session: Session, cast: House, modules: Modules
) -> None:
    engine = modules[0]
    began = NOW + timedelta(days=1)
    held = {"step": "saved", "kind": "sealed", "promise": "both"}
    own = answer_row(session, cast.pair, cast.sam, engine, "own", **held)
    answer_row(session, cast.pair, cast.sue, engine, "never opened", **held)
    open_to_both = answer_row(session, cast.pair, cast.sue, engine, "thanks")
    later = answer_row(session, cast.pair, cast.sam, engine, "now", number=2, at=began, **held)
    place = replace(place_of(session, cast.pair, cast.sam), round=Round(2, began))

    known = queries.known(session, place)

    assert set(known.contents) == {own.id, open_to_both.id, later.id}
    assert [(record.id, record.number) for record in known.records] == [(later.id, 1)]


def test_of_two_steps_with_one_name_it_is_the_one_that_bears_it_now(
    session: Session, cast: House, modules: Modules
) -> None:
    renamed = replace(SHARED, id="new", was="told")
    serve(session, for_two(renamed, FOR_REP), for_two(SHARED, name="brake"))
    alone = place_of(session, cast.pair, cast.sam)
    serve(session, for_two(renamed, SHARED, FOR_REP))

    both = place_of(session, cast.pair, cast.sam)

    assert [place.step("told").id for place in (alone, both)] == ["new", "told"]
    assert both.step("rep-only") == FOR_REP
    with pytest.raises(StepGone):
        place_of(session, cast.pair, cast.sue).step("rep-only")


@pytest.mark.parametrize(
    ("finished", "has_round", "is_through"),
    [
        (("engine", "brake"), True, True), (("engine",), False, False), (("brake",), True, False),
        ((), True, False),
    ],
)  # fmt: skip
def test_a_course_is_through_when_this_module_is_done_and_all_of_it_was(
    session: Session, cast: House, finished: tuple[str, ...], has_round: bool, is_through: bool
) -> None:
    course = serve(session, lesson(name="engine"), lesson(name="brake"))
    assign(session, cast.pair, course)
    for name in finished:
        for who in (cast.sam, cast.sue):
            finish(session, who, name)
    session.query(RoundDone).delete()
    if has_round:
        session.add(RoundDone(pair_id=cast.pair.id, course_id=course.id, number=1, finished_at=NOW))
    session.commit()
    place = place_of(session, cast.pair, cast.sam)

    assert queries.steps_page(session, place, now=NOW).is_course_through is is_through


def test_beside_a_guess_stands_what_it_was_about_and_beside_nothing_else(
    session: Session, cast: House
) -> None:
    assign(session, cast.pair, serve(session, for_two(THANKS, SEALED, GUESS)))
    module = session.scalars(select(Module)).one()
    for who in (cast.sam, cast.sue):
        answer_row(session, cast.pair, who, module, f"{who.given_name} THANKS")
        answer_row(session, cast.pair, who, module, f"{who.given_name} SAVED", step="saved",
                   kind="sealed", promise="both")  # fmt: skip
        answer_row(session, cast.pair, who, module, "GUESS", step="guessed", kind="guess",
                   promise="own")  # fmt: skip
    place = place_of(session, cast.pair, cast.sam)

    steps = queries.steps_page(session, place, now=NOW).steps

    assert {view.step.id: view.real.given.text for view in steps if view.real} == {
        "guessed": "Sue SAVED"
    }


def other_case(step: PairStep) -> PairStep:
    """The same step about something else."""
    seats = tuple(replace(part, text=f"NEW-CASE {part.role}") for part in step.seats)
    return replace(step, seats=seats)


def test_another_case_was_shown_where_lines_are_written_about_another_text(
    session: Session, cast: House
) -> None:
    assign(session, cast.pair, serve(session, for_two(HANDOVER, CHOICE)))
    place = place_of(session, cast.pair, cast.sam)
    begun = place.module.revision_id
    serve(session, for_two(other_case(HANDOVER), other_case(CHOICE)))
    place = place_of(session, cast.pair, cast.sam)
    now = place.module.revision_id

    def is_other(step: str, number: int, shown: int | None) -> bool:
        asked = queries.step_asked(session, place, step, number=number, shown=begun)
        return queries.is_other_case(session, place, asked, number=number, shown=shown)

    assert [is_other("orders", 1, shown) for shown in (begun, now)] == [False, True]
    assert not is_other("orders", 2, now)
    assert not is_other("ward", 1, now), "a choice is read in the text in which it was begun"


def test_a_step_is_asked_as_the_two_began_it_and_later_turns_ask_for_answers(
    session: Session, cast: House
) -> None:
    course = serve(session, for_two(HANDOVER, CHOICE))
    assign(session, cast.pair, course)
    module = session.scalars(select(Module)).one()
    answer_row(session, cast.pair, cast.sue, module, "LINES", step="orders", kind="handover")
    serve(session, for_two(other_case(HANDOVER), CHOICE))
    place = place_of(session, cast.pair, cast.sam)

    turns = [
        queries.step_asked(session, place, "orders", number=number, shown=None).seats[0]
        for number in (1, 2, 3)
    ]

    assert [(part.text, part.role) for part in turns] == [
        ("CASE-REPTEXT", Role.REP), ("", Role.SUPPORT), ("", Role.SUPPORT),
    ]  # fmt: skip
    choice = queries.step_asked(session, place, "ward", number=1, shown=None)
    assert ([part.role for part in choice.seats], choice.outcomes) == ([Role.REP], ())
