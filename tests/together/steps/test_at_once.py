"""What happens when both of the two, or two tabs, send something at the very same moment?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.learning.lessons.actions import mark_read
from tandem.models import (
    AgreementVersion,
    Course,
    Pair,
    PairCompletion,
    PairStepDone,
    Person,
    RecordedAnswer,
    RecordedAnswerShown,
    Signature,
    StepDone,
)
from tandem.models.locking import hold
from tandem.people.pairs import actions as pairs
from tandem.terms import PairState, Role, Step
from tandem.together.steps import actions
from tandem.together.steps.queries import StepsPlace, place
from tests.at_once import at_once, until_it_waits, while_under_way, writing
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, serve
from tests.moments import SetClock
from tests.together.steps.step_helpers import (
    CHOICE,
    HANDOVER,
    SEALED,
    THANKS,
    for_two,
    give,
    hidden,
    opened,
    page_of,
)
from tests.together.steps.test_agreement import DAY, propose


def place_of_sam(session: Session, cast: Cast) -> StepsPlace:
    """Where Sam gives."""
    return place(
        session, cast.sam.id, course="teaming", module="engine", pair_id=cast.pair.id, now=NOW
    )


def read(engine: Engine, cast: Cast, *, takes_turn: bool = False) -> None:
    """Sam reads; as the end of a quiz does it, after taking a turn."""
    with writing(engine) as own:
        if takes_turn:
            hold(own, Person.id == cast.sam.id, references_pass=True)
        module = place_of_sam(own, cast).module
        mark_read(
            own,
            module,
            person_id=cast.sam.id,
            revision_id=module.revision_id,
            role=Role.REP,
            now=NOW,
        )
        own.commit()


def test_two_sealed_answers_sent_at_once_open_for_both(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    tabs = opened(sam, cast, "saved"), opened(sue, cast, "saved")

    answers = at_once(
        lambda: give(sam, cast, "saved", text="SAMS", tab=tabs[0]),
        lambda: give(sue, cast, "saved", text="SUES", tab=tabs[1]),
    )

    assert [answer.status_code for answer in answers] == [303, 303]
    assert session.scalars(select(RecordedAnswerShown.how)).all() == ["both", "both"]
    assert "SUES" in sam.get(page_of(cast)).text
    assert "SAMS" in sue.get(page_of(cast)).text


def test_two_choices_made_at_once_open_the_table_for_both(
    session: Session,
    cast: Cast,
    browser_of: Browser,
) -> None:
    assign(session, cast.pair, serve(session, for_two(CHOICE)))
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    tabs = opened(sam, cast, "ward"), opened(sue, cast, "ward")

    answers = at_once(
        lambda: give(sam, cast, "ward", choice="r1", tab=tabs[0]),
        lambda: give(sue, cast, "ward", choice="s2", tab=tabs[1]),
    )

    assert [answer.status_code for answer in answers] == [303, 303]
    assert session.scalars(select(RecordedAnswerShown.how)).all() == ["both", "both"]
    for browser in (sam, sue):
        assert 'outcome__text">CELL-ONETWO<' in browser.get(page_of(cast)).text


def test_two_hand_overs_sent_at_once_are_answered_by_each(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, for_two(HANDOVER)))
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    for fields in ({"line": "Lines"}, {"unsaid": ["r1", "r2", "s1", "s2"]}):
        tabs = opened(sam, cast, "orders"), opened(sue, cast, "orders")
        unsaid = fields.get("unsaid", ())
        sams = {**fields, "unsaid": unsaid[2:]} if unsaid else fields
        sues = {**fields, "unsaid": unsaid[:2]} if unsaid else fields

        answers = at_once(
            lambda tab=tabs[0], sent=sams: give(sam, cast, "orders", tab=tab, **sent),
            lambda tab=tabs[1], sent=sues: give(sue, cast, "orders", tab=tab, **sent),
        )

        assert [answer.status_code for answer in answers] == [303, 303]

    assert set(session.scalars(select(PairStepDone.person_id))) == {cast.sam.id, cast.sue.id}
    assert all("CASE-REPWHY" in who.get(page_of(cast)).text for who in (sam, sue))


def test_lines_sent_twice_at_once_are_one_hand_over(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, for_two(HANDOVER)))
    sam = browser_of(cast.sam)
    tabs = opened(sam, cast, "orders"), opened(sam, cast, "orders")

    answers = at_once(
        lambda: give(sam, cast, "orders", tab=tabs[0], line="One"),
        lambda: give(sam, cast, "orders", tab=tabs[1], line="Other"),
    )

    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert len(session.scalars(select(RecordedAnswer)).all()) == 1


def test_an_answer_that_comes_while_the_other_is_shared_early_leaves_one_way_of_showing(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give(sam, cast, "saved", text="SAMS")
    session.scalars(select(RecordedAnswer)).one().at -= timedelta(days=8)
    session.commit()
    tabs = opened(sam, cast, "saved"), opened(sue, cast, "saved")

    answers = at_once(
        lambda: give(sam, cast, "saved", what="share", tab=tabs[0]),
        lambda: give(sue, cast, "saved", text="SUES", tab=tabs[1]),
    )

    assert [answer.status_code for answer in answers] == [303, 303]
    hows = session.scalars(
        select(RecordedAnswerShown.how).order_by(RecordedAnswerShown.step_answer_id)
    ).all()
    assert hows in (["early", "both"], ["both", "both"])


def test_nobody_signs_a_version_that_is_replaced_at_the_same_moment(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    propose(sam, cast, "The first")
    tabs = opened(sam, cast, "agreed"), opened(sue, cast, "agreed")
    version = hidden(sue.get(page_of(cast)).text, "agreed", "version_id")

    proposed, signs = at_once(
        lambda: give(sam, cast, "agreed", tab=tabs[0], line="The second", look_again_on=DAY),
        lambda: give(sue, cast, "agreed", what="sign", version_id=version, tab=tabs[1]),
    )

    assert proposed.status_code == 303
    assert signs.status_code in {303, 409}
    second = session.scalars(select(AgreementVersion).where(AgreementVersion.number == 2)).one()
    signed = session.scalars(select(Signature).where(Signature.person_id == cast.sue.id)).all()
    assert all(one.version_id != second.id and one.at <= second.at for one in signed)


def test_of_two_proposals_at_once_both_stand_and_nothing_is_agreed(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    tabs = opened(sam, cast, "agreed"), opened(sue, cast, "agreed")

    answers = at_once(
        lambda: give(sam, cast, "agreed", tab=tabs[0], line="Sam's line", look_again_on=DAY),
        lambda: give(sue, cast, "agreed", tab=tabs[1], line="Sue's line", look_again_on=DAY),
    )

    session.rollback()
    versions = session.scalars(select(AgreementVersion).order_by(AgreementVersion.number)).all()
    signed = session.scalars(select(Signature)).all()
    told = sorted(answer.status_code for answer in answers)
    assert [version.number for version in versions] == list(range(1, told.count(303) + 1))
    assert len(signed) == len(versions) == len({one.version_id for one in signed})


def test_a_version_signed_in_two_tabs_at_once_is_signed_once(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    propose(sam, cast, "Ours")
    version = hidden(sue.get(page_of(cast)).text, "agreed", "version_id")
    tabs = [opened(sue, cast, "agreed") for _ in range(2)]

    at_once(
        *(
            partial(give, sue, cast, "agreed", what="sign", version_id=version, tab=tab)
            for tab in tabs
        )
    )

    session.rollback()
    people = session.scalars(select(Signature.person_id).order_by(Signature.person_id)).all()
    assert people == sorted([cast.sam.id, cast.sue.id])
    assert "What you agreed on" in sam.get(page_of(cast)).text


def test_what_is_sent_while_a_pair_ends_is_not_recorded_after_it(
    session: Session, cast: Cast, sam: FlaskClient, clock: SetClock
) -> None:
    tab = opened(sam, cast, "told")
    hold(session, Pair.id == cast.pair.id)
    pairs.change_state(session, cast.pair, PairState.ENDED, by_id=None, now=clock.now)
    session.flush()

    answer = while_under_way(session, lambda: give(sam, cast, "told", text="TOO-LATE", tab=tab))

    assert "TOO-LATE" in answer.text
    assert answer.status_code == 400
    assert session.scalars(select(RecordedAnswer)).all() == []


def test_a_half_is_complete_when_its_last_step_and_the_reading_come_at_once(
    session: Session, engine: Engine, cast: Cast
) -> None:
    assign(session, cast.pair, serve(session, for_two(THANKS)))
    here = place_of_sam(session, cast)
    hold(session, Pair.id == here.pair.id)
    actions.mark_done(session, here, THANKS, person_id=cast.sam.id, now=NOW)

    while_under_way(session, lambda: read(engine, cast))

    assert session.scalars(select(PairCompletion.person_id)).all() == [cast.sam.id]


def test_a_quiz_that_is_sent_with_a_step_at_once_holds_nobody_up(
    engine: Engine, cast: Cast, course: Course
) -> None:
    with writing(engine) as own, ThreadPoolExecutor(1) as pool:
        here = place_of_sam(own, cast)
        hold(own, Pair.id == here.pair.id)

        coming = pool.submit(read, engine, cast, takes_turn=True)
        if engine.dialect.name == "postgresql":
            until_it_waits(engine, coming)
        actions.mark_done(own, here, SEALED, person_id=cast.sam.id, now=NOW)
        own.commit()

    coming.result()
    with Session(engine) as later:
        assert later.scalars(select(PairStepDone.step)).all() == [SEALED.id]
        assert later.scalars(select(StepDone.step)).all() == [Step.READ]
