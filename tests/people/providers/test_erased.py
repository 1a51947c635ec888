"""Does a provider bring nobody back who is erased here?"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Identity, Person
from tests.cast import Cast
from tests.people.providers.conftest import Traveler, Trust
from tests.people.providers.forger import Forger
from tests.trust.privacy.test_erased_for_good import rows_of
from tests.trust.privacy.test_erasure import erase


def test_a_provider_opens_no_account_that_is_erased(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session, cast: Cast
) -> None:
    trust(provider)
    traveler.sign_in()
    traveler.sign_out()
    session.rollback()
    erase(session, session.get_one(Person, cast.sam.id))
    before = rows_of(session, cast.sam.id)

    traveler.sign_in()

    assert rows_of(session, cast.sam.id) == before
    assert cast.sam.id not in session.scalars(select(Identity.person_id)).all()
