"""What goes with the sample, and what of real people stays that stood beside it?"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.commands.sample import removal
from tandem.models import Invitation, Pair, Person, Team
from tandem.terms import Issuer, PairState
from tests.cast import NOW, House


@pytest.fixture
def wide() -> bool:
    """A house of real people is around the sample."""
    return True


@pytest.fixture
def sample(session: Session, cast: House) -> House:
    """Eve and Rex are sample people, the south is a sample team; all others are real."""
    cast.eve.is_sample = cast.rex.is_sample = cast.south.is_sample = True
    session.flush()
    return cast


def test_a_pair_goes_with_a_sample_person_in_either_seat_and_with_a_sample_team(
    session: Session, sample: House
) -> None:
    facts = {"team_id": sample.north.id, "state": PairState.ACTIVE, "created_at": NOW}
    session.add(Pair(rep_id=sample.rex.id, support_id=sample.abe.id, **facts))
    session.flush()

    assert removal.remove(session) == 2

    left = set(session.scalars(select(Pair.id)))
    assert left == {sample.pair.id, sample.second_pair.id, sample.leaders_pair.id}
    assert sample.south.id not in set(session.scalars(select(Team.id)))
    people = set(session.scalars(select(Person.given_name)))
    assert {"Otto", "Ona", "Olga", "Sam"} < people
    assert not {"Eve", "Rex"} & people


@pytest.mark.parametrize(
    ("whom", "by", "team", "stays"),
    [
        ("sam", "lee", "north", True),
        ("sam", "lee", None, True),
        ("eve", "lee", "north", False),
        ("sam", "eve", "north", False),
        ("sam", "lee", "south", False),
    ],
)
def test_an_invitation_goes_that_is_to_the_sample_by_it_or_into_it(
    session: Session, sample: House, whom: str, by: str, team: str | None, stays: bool
) -> None:
    facts: dict[str, Any] = {
        "email": "", "given_name": "", "surname": "", "role_names": "rep", "issuer": Issuer.LEADER,
    }  # fmt: skip
    moments = {"at": NOW, "sent_at": NOW, "expires_at": NOW}
    row = Invitation(person_id=getattr(sample, whom).id, by_id=getattr(sample, by).id, **facts)
    row.team_id = getattr(sample, team).id if team else None
    for name, at in moments.items():
        setattr(row, name, at)
    session.add(row)
    session.flush()

    removal.remove(session)

    assert bool(session.scalars(select(Invitation.id)).all()) is stays
