"""Does what somebody does while two accounts are joined move with the rest?"""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Module, Nudge, Pair, Person, StepDone
from tandem.models.locking import hold
from tests.at_once import while_under_way
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import form_id_in, lesson, serve
from tests.trust.joining.test_joining_pages import double_of


@pytest.mark.parametrize("held", ["person", "pair"])
def test_what_is_done_meanwhile_as_the_other_one_moves_too(
    session: Session, cast: Cast, browser_of: Browser, held: str
) -> None:
    serve(session, lesson())
    double, ada = double_of(session, cast), browser_of(cast.ada)
    address = f"/admin/people/{cast.otto.id}/join/{double.id}"
    sent = {"form_id": form_id_in(ada.get(address))}
    module = session.scalars(select(Module)).one()
    column = StepDone.person_id if held == "person" else Nudge.from_id
    if held == "person":
        hold(session, Person.id == double.id, references_pass=True)
        facts = {"person_id": double.id, "step": "read", "revision_id": module.revision_id}
        session.add(StepDone(**facts, module_id=module.id, at=NOW))
    else:
        (pair_id,) = hold(session, Pair.rep_id == double.id)
        facts = {"pair_id": pair_id, "from_id": double.id, "to_id": cast.sue.id}
        session.add(Nudge(**facts, module_id=module.id, at=NOW))
    session.flush()

    while_under_way(session, lambda: ada.post(address, data=sent))

    assert session.scalars(select(column)).all() == [cast.otto.id]
