"""What happens when a file is asked for, or taken up, twice at the very same moment?"""

from __future__ import annotations

from functools import partial

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.leading.made_files import actions
from tandem.models import MadeFile
from tests.at_once import while_under_way, writing
from tests.cast import NOW, Cast
from tests.leading.made_files.test_queue import file


def test_what_is_asked_for_in_two_tabs_is_made_once(
    session: Session, engine: Engine, cast: Cast
) -> None:
    wanted = {"team_id": None, "filters": "", "name": "x", "number": 9, "now": NOW}
    ask = partial(actions.ask, person_id=cast.lee.id, **wanted)
    ask(session)
    session.flush()

    def ask_again() -> None:
        with writing(engine) as own, own.begin():
            ask(own)

    while_under_way(session, ask_again)

    assert len(session.scalars(select(MadeFile)).all()) == 1


def test_a_file_is_taken_up_by_one_worker(session: Session, engine: Engine, cast: Cast) -> None:
    file(session, cast)
    session.commit()
    assert actions.claim(session, now=NOW) is not None
    session.flush()

    def claim() -> bool:
        with writing(engine) as own, own.begin():
            return actions.claim(own, now=NOW) is not None

    assert not while_under_way(session, claim)
