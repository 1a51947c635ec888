"""Which attempts was somebody given at which quiz?"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AttemptGranted, Module
from tandem.progress.more_attempts.queries import granted_to, grants_of
from tests.cast import NOW, House
from tests.lessons import lesson, serve


def test_an_attempt_is_given_to_one_person_at_one_quiz(session: Session, cast: House) -> None:
    serve(session, lesson(name="engine"), lesson(name="brake"))
    engine, brake = session.scalars(select(Module.id).order_by(Module.position))
    for who, module_id, number in (
        (cast.sam, engine, 3), (cast.sam, engine, 2), (cast.sam, brake, 4), (cast.sue, engine, 5),
    ):  # fmt: skip
        facts = {"person_id": who.id, "module_id": module_id, "number": number}
        session.add(AttemptGranted(**facts, edition=1, at=NOW, by_id=cast.lee.id))
    session.flush()

    mine = granted_to(session, cast.sam.id, engine)
    some = grants_of(session, [cast.sam.id], [engine])
    every = grants_of(session, [cast.sam.id, cast.sue.id], [engine, brake])

    assert [(one.number, one.by_name) for one in mine] == [(2, "Lee Moreau"), (3, "Lee Moreau")]
    assert {key: [one.number for one in given] for key, given in some.items()} == {
        (cast.sam.id, engine): [2, 3]
    }
    assert set(every) == {(cast.sam.id, engine), (cast.sam.id, brake), (cast.sue.id, engine)}
