"""What happens when two propose a goal at the very same moment?"""

from __future__ import annotations

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Goal
from tests.at_once import at_once
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.together.goals.conftest import SENT


def test_of_two_proposals_one_stands_and_the_other_is_told(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    address, acts = f"/pairs/{cast.pair.id}/goal/propose", []
    for who in (browser_of(cast.sam), browser_of(cast.sue)):
        sent = {**SENT, "form_id": form_id_in(who.get(address))}
        acts.append(partial(who.post, address, data=sent))

    answers = at_once(*acts)

    assert sorted(answer.status_code for answer in answers) == [303, 400]
    assert session.scalars(select(Goal.number)).all() == [1]
