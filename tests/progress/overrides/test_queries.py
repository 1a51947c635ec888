"""Who reads why a half was set complete?"""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Module, Override, PairCompletion
from tandem.progress.overrides.queries import reasons
from tandem.terms import OverridePromise
from tests.cast import NOW, House
from tests.lessons import lesson, serve


@pytest.mark.parametrize(
    ("who", "reads"),
    [("sam", True), ("lee", True), ("sue", False), ("olga", False), ("tess", False)],
)
def test_a_reason_is_read_by_whose_half_it_is_and_who_leads_that_team(
    session: Session, cast: House, who: str, reads: bool
) -> None:
    serve(session, lesson())
    module = session.scalars(select(Module)).one()
    done = PairCompletion(
        pair_id=cast.pair.id, person_id=cast.sam.id, module_id=module.id,
        revision_id=module.revision_id, how="override", at=NOW,
    )  # fmt: skip
    session.add(done)
    session.flush()
    facts = {"reason": "Done on paper.", "promise": OverridePromise.LEARNER_AND_LEADERS}
    session.add(Override(completion_id=done.id, by_id=cast.lee.id, **facts))
    session.flush()

    found = reasons(session, getattr(cast, who).id, pairs=[cast.pair.id])

    key = (cast.pair.id, cast.sam.id, module.id)
    assert {place: reason.text for place, reason in found.items()} == (
        {key: "Done on paper."} if reads else {}
    )
