"""Which accounts can be opened, and by what?"""

from __future__ import annotations

from sqlalchemy.orm import Session

from tandem.models import Identity
from tandem.people.accounts import queries
from tests.cast import NOW, Cast


def test_a_provider_opens_the_account_of_whom_it_knows(session: Session, cast: Cast) -> None:
    session.add(
        Identity(
            person_id=cast.sue.id, issuer="https://acme.example", subject="sue",
            created_at=NOW,
        )
    )  # fmt: skip
    session.flush()

    assert queries.is_joined_to_provider(session, cast.sue.id)
    assert not queries.is_joined_to_provider(session, cast.sam.id)
