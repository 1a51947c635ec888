"""Is what decides read again under the lock, where somebody was faster after it was checked?"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AgreementVersion, Attempt, Pair, Person, PersonRole, Signature
from tandem.models.writing import RequestSession
from tandem.terms import PairState, Role
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.quizzes.quiz_helpers import GOOD, HALF, QUIZ, two_questions
from tests.lessons import assign, form_id_in, serve
from tests.together.steps.step_helpers import AGREED, for_two, give, hidden, opened, page_of
from tests.together.steps.test_agreement import propose

Faster = Callable[[Callable[[], object]], None]


@pytest.fixture
def faster(monkeypatch: pytest.MonkeyPatch) -> Faster:
    """Lets somebody do something whole after the next request has checked, and before its lock."""
    begin_writing = RequestSession.begin_writing

    def let(act: Callable[[], object]) -> None:
        acts = iter([act])

        def after_act(self: RequestSession, **options: Any) -> None:
            for waiting in acts:
                with ThreadPoolExecutor(1) as pool:  # a request of its own
                    pool.submit(waiting).result()
            begin_writing(self, **options)

        monkeypatch.setattr(RequestSession, "begin_writing", after_act)

    return let


def test_two_tabs_with_the_same_attempt_record_one(
    session: Session, cast: Cast, browser_of: Browser, faster: Faster
) -> None:
    assign(session, cast.pair, serve(session, two_questions()))
    session.commit()
    sam = browser_of(cast.sam)
    first, second = (form_id_in(sam.get(QUIZ)) for _ in range(2))

    faster(lambda: sam.post(QUIZ, data={"form_id": second, **GOOD}))
    answer = sam.post(QUIZ, data={"form_id": first, **HALF})

    assert answer.location == f"{QUIZ}/attempts/1#result"
    assert session.scalars(select(Attempt.right)).all() == [2]


def test_a_pair_that_ended_meanwhile_does_not_go_on(
    session: Session, cast: Cast, browser_of: Browser, faster: Faster
) -> None:
    lee, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/pairs/{cast.pair.id}"
    form_id = form_id_in(lee.get(f"{address}/end"))

    faster(lambda: lee.post(f"{address}/end", data={"form_id": form_id, "reason": ""}))
    lee.post(f"{address}/resume", data={})

    state = session.scalars(select(Pair.state).where(Pair.id == cast.pair.id)).one()
    assert state is PairState.ENDED


def test_a_version_that_was_replaced_meanwhile_is_not_signed(
    session: Session, cast: Cast, browser_of: Browser, faster: Faster
) -> None:
    assign(session, cast.pair, serve(session, for_two(AGREED)))
    session.commit()
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    propose(sam, cast, "The first")
    tab, version = (
        opened(sue, cast, "agreed"),
        hidden(sue.get(page_of(cast)).text, "agreed", "version_id"),
    )

    faster(lambda: propose(sam, cast, "The second"))
    give(sue, cast, "agreed", what="sign", version_id=version, tab=tab)

    assert sorted(session.scalars(select(AgreementVersion.number))) == [1, 2]
    assert cast.sue.id not in session.scalars(select(Signature.person_id)).all()


def test_two_administrators_who_take_each_others_role_leave_one(
    session: Session, cast: Cast, browser_of: Browser, faster: Faster
) -> None:
    session.add(PersonRole(person_id=cast.lee.id, role=Role.ADMIN))
    session.commit()
    ada, lee = browser_of(cast.ada), browser_of(cast.lee)
    of_ada, of_lee = (f"/admin/people/{person.id}" for person in (cast.ada, cast.lee))

    def taken(page: str) -> dict[str, str]:
        return {"form_id": form_id_in(ada.get(page)), "roles": "leader", "is_active": "y"}

    theirs = {**taken(of_ada), "form_id": form_id_in(lee.get(of_ada))}
    own = taken(of_lee)
    faster(lambda: lee.post(of_ada, data=theirs))
    answer = ada.post(of_lee, data=own)

    left = select(Person.id).where(Person.role_rows.any(PersonRole.role == Role.ADMIN))
    assert answer.status_code == 400
    assert session.scalars(left).all() == [cast.lee.id]
