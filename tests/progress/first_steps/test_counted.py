"""What ticks the first steps of somebody, and what is somebody else's, as the rows say?"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tandem.models import (
    Assignment,
    Completion,
    Course,
    LessonDraft,
    Module,
    Pair,
    RecordedAnswer,
    Revision,
    RoundDone,
    StepDone,
    WorkingStyle,
)
from tandem.progress.first_steps.queries import first_steps
from tandem.terms import Beginner, PairState, Promise, Role, Step
from tests.cast import NOW, House
from tests.lessons import give, lesson, serve

STYLE = {
    "likes": "yes", "rhythm": "late", "channel": "talk", "planning": "ahead", "seats": 2,
    "may_be_used": True, "at": NOW,
}  # fmt: skip


@pytest.fixture
def module(session: Session, cast: House) -> Module:
    """A module that is served."""
    serve(session, lesson())
    return session.scalars(select(Module)).one()


def numbers(session: Session, who: int, beginner: Beginner) -> dict[str, int] | None:
    """How often each first step of somebody is done; None where they are past them."""
    session.flush()
    mine = first_steps(session, who, beginner, roles=frozenset(Role))
    return {one.step.value: one.number for one in mine.steps} if mine else None


def add(session: Session, table: Any, **values: Any) -> None:
    """A row."""
    session.execute(insert(table).values(values))


def learn(session: Session, module: Module, who: int, pair: int) -> None:
    """Somebody has said how they like to work, read, taken the quiz and answered in a step."""
    facts = {"module_id": module.id, "revision_id": module.revision_id, "at": NOW}
    add(session, WorkingStyle, person_id=who, **STYLE)
    for step, number in ((Step.READ, 1), (Step.QUIZ, 1), (Step.QUIZ, 2)):
        add(session, StepDone, person_id=who, step=step, number=number, **facts)
    own = {"person_id": who, "pair_id": pair, "promise": Promise.OWN}
    for number in (1, 2):
        given = {"step": "told", "kind": "reflection", "content": "", "number": number}
        add(session, RecordedAnswer, **own, **given, **facts)


def test_a_learner_has_ticked_what_they_did_themselves(
    session: Session, cast: House, module: Module
) -> None:
    learn(session, module, cast.sue.id, cast.pair.id)
    done = {"style": 1, "read": 1, "quiz": 2, "together": 2}

    assert numbers(session, cast.sue.id, Beginner.LEARNER) == done
    assert numbers(session, cast.sam.id, Beginner.LEARNER) == {"read": 0, "quiz": 0, "together": 0}


def test_whoever_has_no_partner_is_asked_how_they_like_to_work(
    session: Session, cast: House
) -> None:
    for pair in session.scalars(select(Pair)):
        pair.state = PairState.PAUSED if pair.id == cast.pair.id else PairState.ENDED

    asked = {who: numbers(session, who, Beginner.LEARNER) for who in (cast.sam.id, cast.otto.id)}

    assert "style" not in (asked[cast.sam.id] or ())
    assert (asked[cast.otto.id] or {})["style"] == 0


def test_a_learner_is_past_them_with_the_first_module_of_their_own(
    session: Session, cast: House, module: Module
) -> None:
    facts = {"module_id": module.id, "revision_id": module.revision_id, "at": NOW, "how": "steps"}
    add(session, Completion, person_id=cast.sue.id, **facts)

    assert numbers(session, cast.sue.id, Beginner.LEARNER) is None
    assert numbers(session, cast.sam.id, Beginner.LEARNER) is not None


def test_a_leader_counts_people_pairs_courses_and_dates_of_their_own_teams(
    session: Session, cast: House, module: Module
) -> None:
    course = session.scalars(select(Course)).one()
    give(session, course, cast.north, due_on=NOW.date())
    give(session, course, cast.north, cast.pair)
    give(session, course, cast.north, cast.second_pair, due_on=NOW.date(), withdrawn_at=NOW)
    session.get_one(Pair, cast.leaders_pair.id).state = PairState.PROPOSED

    north, south = (numbers(session, who.id, Beginner.LEADER) for who in (cast.lee, cast.olga))

    assert north == {"people": 6, "pairs": 4, "course": 2, "date": 1}
    assert south == {"people": 2, "pairs": 1, "course": 0, "date": 0}
    session.query(Assignment).delete()
    assert numbers(session, cast.lee.id, Beginner.LEADER) == {**north, "course": 0, "date": 0}


def test_a_leader_is_past_them_with_the_first_round_of_a_pair_of_their_own_teams(
    session: Session, cast: House, module: Module
) -> None:
    facts = {"course_id": module.course_id, "number": 1, "finished_at": NOW}
    add(session, RoundDone, pair_id=cast.other_pair.id, **facts)

    assert numbers(session, cast.olga.id, Beginner.LEADER) is None
    assert numbers(session, cast.lee.id, Beginner.LEADER) is not None


def test_a_trainer_counts_courses_that_are_there_and_their_own_drafts(
    session: Session, cast: House, module: Module
) -> None:
    session.add(Course(slug="gone", title="Gone", audience="rep", withdrawn_at=NOW))
    facts = {"course_id": module.course_id, "source": "", "base": "", "version": "", "tab": ""}
    add(session, LessonDraft, person_id=cast.tess.id, file_of="engine", saved_at=NOW, **facts)
    drawn = {"courses": 1, "write": 1, "publish": 0}

    assert numbers(session, cast.tess.id, Beginner.TRAINER) == drawn
    assert numbers(session, cast.ada.id, Beginner.TRAINER) == {**drawn, "write": 0}
    session.scalars(select(Revision)).one().published_by_id = cast.tess.id
    assert numbers(session, cast.tess.id, Beginner.TRAINER) is None
    assert numbers(session, cast.ada.id, Beginner.TRAINER) == {**drawn, "write": 0}


@pytest.mark.parametrize(
    ("beginner", "roles"),
    [
        (Beginner.LEARNER, {Role.REP, Role.SUPPORT}),
        (Beginner.LEADER, {Role.LEADER}),
        (Beginner.TRAINER, {Role.TRAINER}),
    ],
)
def test_first_steps_are_for_these_roles_alone(
    session: Session, cast: House, beginner: Beginner, roles: set[Role]
) -> None:
    shown = {
        role for role in Role if first_steps(session, cast.ada.id, beginner, roles={role})
    }  # fmt: skip

    assert shown == roles
