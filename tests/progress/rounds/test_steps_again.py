"""Are steps for two, quiz and override done again in a new round, beside the old ones?"""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.learning.quizzes.queries import place as place_of_quiz
from tandem.learning.quizzes.queries import sitting
from tandem.learning.quizzes.quiz_page import quiz_page_of
from tandem.models import (
    Attempt,
    Course,
    Module,
    Override,
    Pair,
    PairStepDone,
    Person,
    RecordedAnswer,
)
from tandem.people.pairs.queries import pairs_by_id
from tandem.progress.assignments import actions as assignments
from tandem.progress.pair_courses import courses_of
from tandem.terms import Role, Together
from tandem.together.steps import actions, queries
from tandem.together.steps.answers import StepAnswer
from tandem.together.steps.visibility import promise_of
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import finish, form_id_in, question, serve
from tests.moments import SetClock
from tests.together.steps.step_helpers import SEALED, for_two, give, page_of


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue completed a sealed step and all else on 2 March; it begins anew in April."""
    served = serve(session, for_two(SEALED, asked=(question("q1"),), attempts=2))
    assignments.assign(
        session,
        team_id=cast.north.id,
        course_id=served.id,
        pairs=[cast.pair.id],
        due_on=None,
        time_zone="UTC",
        renew_months=1,
        by_id=None,
        now=NOW,
    )
    session.commit()
    for who, text in ((cast.sam, "SAM-ONCE"), (cast.sue, "SUE-ONCE")):
        finish(session, who)
        seal(session, cast.pair, who, text)
    session.rollback()
    return served


def seal(session: Session, pair: Pair, who: Person, text: str) -> None:
    """Somebody answers the sealed step in the first round."""
    here = queries.place(
        session, who.id, course="teaming", module="engine", pair_id=pair.id, now=NOW
    )
    actions.give(
        session, here, SEALED, StepAnswer(text=text), promise=promise_of(SEALED), writer="", now=NOW
    )
    session.commit()


def number(session: Session, table: type[RecordedAnswer | Override | PairStepDone]) -> int:
    """How many rows there are."""
    session.rollback()
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_the_two_still_read_what_they_gave_in_the_round_before(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    text = browser_of(cast.sam).get(page_of(cast)).text.partition('id="past"')[2]

    assert "SAM-ONCE" in text
    assert "SUE-ONCE" in text


def test_a_step_is_open_again_and_given_beside_the_old_one(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer = give(browser_of(cast.sam), cast, SEALED.id, text="SAM-TWICE")

    assert answer.status_code == 303
    assert (number(session, RecordedAnswer), number(session, PairStepDone)) == (3, 3)


def test_a_new_sealed_answer_waits_for_the_new_one_of_the_partner(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    give(browser_of(cast.sam), cast, SEALED.id, text="SAM-TWICE")

    before = browser_of(cast.sue).get(page_of(cast)).text
    give(browser_of(cast.sue), cast, SEALED.id, text="SUE-TWICE")
    after = browser_of(cast.sue).get(page_of(cast)).text

    assert "SAM-TWICE" not in before
    assert "SAM-TWICE" in after


def test_the_attempts_of_an_earlier_round_are_not_counted(
    session: Session, cast: Cast, course: Course, clock: SetClock
) -> None:
    tried = Attempt(
        person_id=cast.sam.id, module_id=session.scalars(select(Module.id)).one(), number=1,
        revision_id=session.scalars(select(Module.revision_id)).one() or 0, role=Role.REP,
        answers="{}", marks="{}", order="{}", right=1, total=1, passed=True, at=NOW,
    )  # fmt: skip
    session.add(tried)
    session.commit()
    where = place_of_quiz(
        session,
        cast.sam.id,
        roles={Role.REP},
        course="teaming",
        module="engine",
        wanted=None,
        now=clock.now,
    )

    found = quiz_page_of(sitting(session, where, person_id=cast.sam.id, shown=None))

    assert where.round.number == 2
    assert (found.left, found.has_passed) == (2, False)


def test_a_half_can_be_set_complete_in_a_later_round(
    session: Session, cast: Cast, course: Course, browser_of: Browser, clock: SetClock
) -> None:
    browser, address = browser_of(cast.lee), f"/lead/pairs/{cast.pair.id}/complete"
    module_id = session.scalars(select(Module.id)).one()
    sent = {
        "form_id": form_id_in(browser.get(address)),
        "half": f"{module_id}-{cast.sam.id}",
        "reason": "Was at the workshop.",
    }

    answer = browser.post(address, data=sent)

    assert answer.status_code == 303
    assert number(session, Override) == 1
    shown = pairs_by_id(session, [cast.pair.id])
    found = courses_of(session, shown, now=clock.now)[0].modules[0]
    assert (found.together, found.rep.done_before) == (Together.WAITING_FOR_SUPPORT, NOW)
