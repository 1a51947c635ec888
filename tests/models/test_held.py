"""For whom and what does somebody wait who does the same at the same time?

A star stands behind rows that hold up what points to them, too.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.authoring.availability import actions as availability
from tandem.learning.plans import actions as plans
from tandem.learning.remarks import actions as remarks
from tandem.models import Course, Module, Remark, SoloAssignment
from tandem.people import forming, leaving
from tandem.people.pairs import actions as pairs
from tandem.people.providers.taking import hold_what_decides
from tandem.people.teams import actions as teams
from tandem.progress.assignments import actions as assignments
from tandem.progress.completing import settle_alone
from tandem.progress.solo import actions as solo
from tandem.terms import CourseState, PlanCheck, PlanSaid, RemarkPromise, Role
from tandem.trust.joining.actions import hold_both
from tandem.trust.joining.moving import TwoAccounts
from tests.cast import NOW, House
from tests.lessons import give, lesson, serve
from tests.locks import rows_held

Act = Callable[[Session, House], object]
BY: Any = {"by_id": None, "now": NOW}
GIVEN: Any = {"due_on": None, "time_zone": "UTC", **BY}


@pytest.fixture
def wide() -> bool:
    """A house in which somebody has many pairs."""
    return True


def course_of(session: Session) -> Course:
    """The course that all of the north have."""
    return session.scalars(select(Course).order_by(Course.id)).first()  # type: ignore[return-value]


def remark_of(session: Session, cast: House) -> int:
    """What two have said of a question; gives the id of the later remark."""
    module = session.scalars(select(Module).order_by(Module.id)).first()
    assert module
    for who in (cast.sam, cast.sue):
        row = Remark(person_id=who.id, module_id=module.id, question="q1", text="?", at=NOW)
        row.revision_id, row.digest = module.revision_id or 0, str(who.id)
        row.promise = RemarkPromise.TRAINERS_WITHOUT_NAME
        session.add(row)
    session.flush()
    return row.id


def settle(session: Session, cast: House) -> None:
    """Sam has finished a module alone."""
    module = session.scalars(select(Module).order_by(Module.id)).first()
    assert module
    settle_alone(
        session, person_id=cast.sam.id, module_id=module.id, revision_id=module.revision_id or 0,
        lesson=lesson(), now=NOW,
    )  # fmt: skip


def give_back(session: Session, cast: House) -> None:
    """A course of one of the two teams is given back to it."""
    row = give(session, course_of(session), cast.south, withdrawn_at=NOW)
    assignments.give_back(session, row, withdrawn_at=NOW)


def assign(session: Session, cast: House) -> None:
    """A course is given to all pairs of a team."""
    team, course = cast.south.id, course_of(session).id
    assignments.assign(session, team_id=team, course_id=course, pairs=None, **GIVEN)


def give_alone(session: Session, cast: House) -> None:
    """A course is given to the leaders of a team."""
    whom: Any = {"role": Role.LEADER, "people": ()}
    course = course_of(session).id
    solo.give(session, team_id=cast.south.id, course_id=course, **whom, **GIVEN)


def answer_plan(session: Session, cast: House) -> None:
    """Sam answers for a plan that is not there."""
    whose: Any = {"person_id": cast.sam.id, "now": NOW}
    with suppress(NoResultFound):
        plans.answer(session, 1, next(iter(PlanCheck)), next(iter(PlanSaid)), **whose)


def undo_end(session: Session, cast: House) -> None:
    """A pair that has ended goes on."""
    pairs.undo_end(session, pairs.before_of(cast.ended_pair), ended_at=NOW, **BY)


def give_back_alone(session: Session, cast: House) -> None:
    """A course for one is given back to one of two teams."""
    facts = {"course_id": course_of(session).id, "role": Role.LEADER, "time_zone": "UTC", "at": NOW}
    row = SoloAssignment(team_id=cast.south.id, withdrawn_at=NOW, **facts)
    session.add(row)
    session.flush()
    solo.give_back(session, row.id, withdrawn_at=NOW, **BY)


def join_accounts(session: Session, cast: House) -> None:
    """Two accounts become one."""
    hold_both(session, TwoAccounts(cast.eve.id, cast.lia.id))


def come_back(session: Session, cast: House) -> None:
    """Sue is in the team again."""
    teams.come_back(session, team_id=cast.north.id, person_id=cast.sue.id, **BY)


def close(session: Session, cast: House) -> None:
    """An account is closed."""
    leaving.close_account(session, cast.rex.id, **BY)


def open_again(session: Session, cast: House) -> None:
    """An account is opened."""
    leaving.open_again(session, cast.rex.id, closed_at=NOW)


def form_pair(session: Session, cast: House) -> None:
    """Sam and Sue are made a pair once more."""
    two = {"rep_id": cast.sam.id, "support_id": cast.sue.id}
    forming.form_pair(session, team_id=cast.north.id, **two, **BY)


def take_rights(session: Session, cast: House) -> None:
    """A provider says what Lia may do."""
    hold_what_decides(session, cast.lia.id)


WAITS: dict[Act, list[tuple[str, tuple[str, ...]]]] = {
    settle: [("pair", ("pair", "second_pair", "ended_pair"))],
    assign: [("team*", ("south",))],
    give_back: [("team*", ("south",))],
    give_alone: [("team*", ("south",))],
    give_back_alone: [("team*", ("south",))],
    answer_plan: [("person", ("sam",))],
    undo_end: [("pair*", ("ended_pair",))],
    join_accounts: [
        ("person", ("lia", "eve")), ("pair", ("leaders_pair", "ended_pair", "paused_pair")),
    ],
    come_back: [("person", ("sue",))],
    close: [("pair", ("paused_pair",))],
    open_again: [("person", ("rex",))],
    form_pair: [("person", ("sam", "sue"))],
    take_rights: [("person", ("ada",)), ("person", ("lia",))],
}  # fmt: skip


@pytest.mark.parametrize("act", WAITS, ids=lambda act: act.__name__)
def test_whoever_does_the_same_at_once_waits_for_these_and_for_no_others(
    session: Session, cast: House, act: Act
) -> None:
    give(session, serve(session, lesson()), cast.north)

    with rows_held() as noted:
        act(session, cast)

    assert noted == [
        (table, [getattr(cast, name).id for name in names]) for table, names in WAITS[act]
    ]


def test_a_course_is_held_by_its_name_while_it_is_opened_or_closed(
    session: Session, cast: House
) -> None:
    course = serve(session, lesson(name="other"), course_slug="other")
    serve(session, lesson())

    with rows_held() as noted:
        availability.change_state(session, "other", CourseState.DRAFT, **BY)

    assert noted == [("course*", [course.id])]


def test_a_remark_is_held_while_it_is_answered(session: Session, cast: House) -> None:
    serve(session, lesson())
    remark_id = remark_of(session, cast)

    with rows_held() as noted:
        remarks.answer(session, remark_id, "Yes.", by_id=cast.tess.id, now=NOW)

    assert noted == [("remark*", [remark_id])]
