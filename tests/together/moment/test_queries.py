"""Which texts of the partner stand where a module is closed, and since when is it?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.models import Module, PairCompletion
from tandem.progress.pair_courses import PairModule
from tandem.progress.rules.halves import HalfInPair
from tandem.terms import Role
from tandem.together.moment.queries import Moment, moment_of
from tests.cast import NOW, House
from tests.lessons import assign, serve
from tests.plain_courses import DONE, OPEN, half, served
from tests.together.my_page.test_road import LATE
from tests.together.steps.rows import answer_row
from tests.together.steps.step_helpers import SEALED, SHARED, THANKS, for_two

MORE = replace(SHARED, id="more")
LAST = replace(SHARED, id="last")


@pytest.fixture
def module(session: Session, cast: House) -> Module:
    """Sam and Sue have a module with steps for two."""
    assign(session, cast.pair, serve(session, for_two(SHARED, SEALED, MORE, LAST, THANKS)))
    return session.scalars(select(Module)).one()


def close(session: Session, module: Module, cast: House) -> None:
    """Both halves are complete."""
    session.add_all(
        PairCompletion(
            pair_id=cast.pair.id, person_id=who.id, module_id=module.id,
            revision_id=module.revision_id, how="steps", number=1, at=NOW,
        )
        for who in (cast.sam, cast.sue)
    )  # fmt: skip
    session.flush()


def moment(session: Session, cast: House) -> Moment:
    """The module as it is closed, for Sam."""
    return moment_of(
        session, cast.sam.id, course="teaming", module="engine", pair_id=cast.pair.id, now=NOW
    )


@pytest.mark.parametrize("number", [2, 4])
def test_three_texts_of_the_partner_stand_there_at_most_and_the_thanks_first(
    session: Session, cast: House, module: Module, number: int
) -> None:
    told: dict[str, Any] = {"kind": "reflection", "promise": "pair"}
    for step in ("told", "more", "last")[: number - 1]:
        answer_row(session, cast.pair, cast.sue, module, step.upper(), step=step, **told)
        answer_row(session, cast.pair, cast.sam, module, "MINE", step=step, **told)
    answer_row(session, cast.pair, cast.sue, module, "SEALED", step="saved", kind="sealed",
               promise="both")  # fmt: skip
    answer_row(session, cast.pair, cast.sue, module, "THANKS")
    with pytest.raises(NoResultFound):
        moment(session, cast)
    close(session, module, cast)

    found = moment(session, cast).texts

    assert [text.text for text in found] == ["THANKS", "TOLD", "MORE"][:number]
    assert [text.is_thanks for text in found] == [True, False, False][:number]


def test_a_step_without_a_text_of_the_partner_tells_nothing(
    session: Session, cast: House, module: Module
) -> None:
    answer_row(session, cast.pair, cast.sue, module, "")
    close(session, module, cast)

    assert moment(session, cast).texts == ()


@pytest.mark.parametrize(
    ("rep", "support", "closed_at"),
    [
        (DONE, LATE, LATE.finished_at),
        (LATE, DONE, LATE.finished_at),
        (DONE, OPEN, NOW),
        (half(), OPEN, None),
    ],
)
def test_a_module_is_closed_since_the_second_half_was_complete(
    rep: HalfInPair, support: HalfInPair, closed_at: object
) -> None:
    nothing: Any = None
    module = PairModule(served(0), rep, support).for_seat(Role.REP)

    assert Moment(nothing, module, ()).closed_at == closed_at
