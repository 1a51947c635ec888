"""Does what somebody does while two accounts are joined move with the rest?"""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Module, Pair, PairStepDone, Person, StepDone
from tandem.models.locking import hold
from tests.at_once import while_under_way
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import form_id_in, lesson, serve
from tests.trust.joining.test_joining_pages import double_of


@pytest.mark.parametrize("table", [StepDone, PairStepDone])
def test_what_is_done_meanwhile_as_the_other_one_moves_too(
    session: Session, cast: Cast, browser_of: Browser, table: type[StepDone | PairStepDone]
) -> None:
    serve(session, lesson())
    double, ada = double_of(session, cast), browser_of(cast.ada)
    address = f"/admin/people/{cast.otto.id}/join/{double.id}"
    sent = {"form_id": form_id_in(ada.get(address))}
    module, pair = session.scalars(select(Module)).one(), Pair.rep_id == double.id
    facts = {"person_id": double.id, "module_id": module.id, "revision_id": module.revision_id}
    if table is PairStepDone:
        (facts["pair_id"],) = hold(session, pair)
    else:
        hold(session, Person.id == double.id, references_pass=True)
    session.add(table(**facts, step="read", at=NOW))
    session.flush()

    while_under_way(session, lambda: ada.post(address, data=sent))

    assert session.scalars(select(table.person_id)).all() == [cast.otto.id]
