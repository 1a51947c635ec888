"""What happens when a list is carried out in two tabs at the very same moment?"""

from __future__ import annotations

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Person
from tests.at_once import at_once
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.locks import rows_held
from tests.people.roster.test_roster import NEW, bring


def test_it_is_carried_out_once(session: Session, cast: Cast, browser_of: Browser) -> None:
    lee = browser_of(cast.lee)
    address = bring(lee, f"/lead/teams/{cast.north.id}/people/import", NEW).request.path
    tabs = [{"form_id": form_id_in(lee.get(address))} for _ in range(2)]

    answers = at_once(*(partial(lee.post, address, data=tab) for tab in tabs))

    assert [answer.status_code for answer in answers] == [303, 303]
    brought = session.scalars(select(Person.id).where(Person.email.endswith("@firm.example")))
    assert len(brought.all()) == 2


def test_a_list_is_held_and_no_other_while_it_is_carried_out(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee, page = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people/import"
    first, second = (bring(lee, page, NEW) for _ in range(2))
    own = int(second.request.path.rpartition("/")[2])

    with rows_held() as held:
        lee.post(second.request.path, data={"form_id": form_id_in(second)})

    assert first.request.path != second.request.path
    assert [ids for table, ids in held if table == "roster_file*"] == [[own]]
