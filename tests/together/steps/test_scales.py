"""What is a leader told of the scales of a team?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tandem.models import Module, Pair, PairChange, PersonRole, RecordedAnswer, TeamLeader
from tandem.terms import PairState, Promise, Role
from tandem.together.steps.answers import WHOLE, StepAnswer, content_of
from tandem.together.steps.scales import filled_scales, records_by_module
from tests import cast as stage
from tests.cast import NOW, Cast, read_german
from tests.conftest import Browser
from tests.lessons import serve
from tests.together.steps.step_helpers import SCALE, for_two
from tests.written import AsBefore

PAGE = "/lead/teams/{}/helped"


@pytest.fixture
def pairs(session: Session, cast: Cast) -> list[Pair]:
    """Six pairs of Sam's, the first of them with Sue."""
    serve(session, for_two(SCALE))
    found = [cast.pair]
    for place in range(5):
        new = stage.person(session, f"Nia{place}", "Quist", Role.SUPPORT)
        session.flush()
        found.append(stage.pair(session, cast.north, cast.sam, new))
    session.commit()
    return found


def fill_in(
    session: Session,
    pair: Pair,
    *,
    rep: int,
    support: int,
    number: int = 1,
    promises: tuple[Promise, Promise] = (Promise.APART_AND_MEANS, Promise.APART_AND_MEANS),
) -> None:
    """Both of a pair place what they ask early; the other thing lies in the middle."""
    module = session.scalars(select(Module).order_by(Module.id)).first()
    assert module
    halves = zip((pair.rep_id, pair.support_id), (rep, support), promises, strict=True)
    for person_id, value, promise in halves:
        session.add(
            RecordedAnswer(
                pair_id=pair.id, person_id=person_id, module_id=module.id,
                revision_id=module.revision_id or 0, step="often", kind="scale", promise=promise,
                content=content_of(StepAnswer(values={"ask": value, "no": 3})),
                number=number, at=NOW,
            )
        )  # fmt: skip
    session.commit()


def test_lee_sees_nothing_of_four_pairs_and_means_of_five(
    session: Session, cast: Cast, pairs: list[Pair], browser_of: Browser
) -> None:
    lee, page = browser_of(cast.lee), PAGE.format(cast.north.id)
    for pair in pairs[:4]:
        fill_in(session, pair, rep=2, support=4)
    four = lee.get(page).text
    fill_in(session, pairs[4], rep=1, support=2)

    five = lee.get(page).text

    assert "Averages appear here once both of five pairs have answered." in four
    assert "<td>5</td><td>2.7</td>" in five
    assert not any(name in five for name in ("Sam", "Sue", "Nia"))


def test_a_leader_is_told_nothing_that_their_own_pair_fills_up(
    session: Session, cast: Cast, pairs: list[Pair], browser_of: Browser
) -> None:
    session.add(PersonRole(person_id=cast.sue.id, role=Role.LEADER))
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.sue.id))
    for pair in pairs[:5]:
        fill_in(session, pair, rep=2, support=4)
    sue, page = browser_of(cast.sue), PAGE.format(cast.north.id)
    four_others = sue.get(page).text
    fill_in(session, pairs[5], rep=1, support=2)

    five_others = sue.get(page).text

    assert "Averages appear here once both of five pairs have answered." in four_others
    assert "<td>5</td><td>2.7</td>" in five_others


def test_lee_sees_no_difference_when_a_sixth_pair_answers(
    session: Session, cast: Cast, pairs: list[Pair], browser_of: Browser
) -> None:
    for pair in pairs[:5]:
        fill_in(session, pair, rep=2, support=4)
    lee, page = browser_of(cast.lee), PAGE.format(cast.north.id)
    before = lee.get(page).text.partition('id="doing"')[2].partition("</section>")[0]

    fill_in(session, pairs[5], rep=5, support=5)

    assert lee.get(page).text.partition('id="doing"')[2].partition("</section>")[0] == before


def test_the_end_of_a_pair_takes_nothing_out_of_a_figure(
    session: Session, cast: Cast, pairs: list[Pair]
) -> None:
    for pair in pairs[:5]:
        fill_in(session, pair, rep=2, support=4)
    before = filled_scales(session, cast.north.id, reader_id=0)

    pairs[0].state = PairState.ENDED
    session.add(PairChange(pair_id=pairs[0].id, state=PairState.ENDED, at=NOW))
    session.commit()

    assert filled_scales(session, cast.north.id, reader_id=0) == before


@pytest.mark.parametrize(
    "promises",
    [
        (Promise.APART, Promise.APART),
        (Promise.APART, Promise.APART_AND_MEANS),
        (Promise.APART_AND_MEANS, Promise.APART),
    ],
)
def test_answers_that_were_promised_to_stay_between_the_two_are_never_read(
    session: Session, cast: Cast, pairs: list[Pair], promises: tuple[Promise, Promise]
) -> None:
    for pair in pairs:
        fill_in(session, pair, rep=1, support=1, promises=promises)

    assert filled_scales(session, cast.north.id, reader_id=0) == {}
    session.execute(update(RecordedAnswer).values(promise=Promise.APART_AND_MEANS))
    assert filled_scales(session, cast.north.id, reader_id=0) != {}, (
        "but for their promise they would be read"
    )


def test_both_answers_are_of_one_pair_and_of_the_same_scale_the_same_time(
    session: Session, cast: Cast, pairs: list[Pair]
) -> None:
    serve(session, for_two(SCALE), for_two(SCALE, name="brake"))
    first, second = pairs[:2]
    fill_in(session, first, rep=2, support=4)
    brake = session.scalars(select(Module.id).where(Module.slug == "brake")).one()
    of_sue = RecordedAnswer.person_id == first.support_id
    (before,) = filled_scales(session, cast.north.id, reader_id=0).values()
    assert [filling.values["ask"] for filling in before] == [3.0]

    for other in (
        {"pair_id": second.id}, {"module_id": brake}, {"step": "seldom"}, {"number": 2},
        {"person_id": second.support_id},
    ):  # fmt: skip
        session.execute(update(RecordedAnswer).where(of_sue).values(**other))

        assert filled_scales(session, cast.north.id, reader_id=0) == {}
        session.rollback()


@pytest.mark.parametrize("seat", ["rep_id", "support_id"])
def test_of_a_time_only_what_both_have_placed_is_told(
    session: Session, cast: Cast, pairs: list[Pair], seat: str
) -> None:
    fill_in(session, pairs[0], rep=2, support=2)
    one = RecordedAnswer.person_id == getattr(pairs[0], seat)
    content = content_of(StepAnswer(values={"ask": 4}))
    session.execute(update(RecordedAnswer).where(one).values(content=content))

    ((filling,),) = filled_scales(session, cast.north.id, reader_id=0).values()

    assert filling.values == {"ask": 3.0}


def test_what_is_no_scale_is_not_read_as_one(
    session: Session, cast: Cast, pairs: list[Pair]
) -> None:
    fill_in(session, pairs[0], rep=2, support=4)
    session.execute(update(RecordedAnswer).values(kind="sealed"))

    assert filled_scales(session, cast.north.id, reader_id=0) == {}


def test_the_scales_that_may_be_filled_in_again_are_those_of_this_pair(
    session: Session, cast: Cast, pairs: list[Pair]
) -> None:
    for pair in pairs[:2]:
        fill_in(session, pair, rep=2, support=4)
    sue = RecordedAnswer.person_id == pairs[0].support_id
    session.execute(update(RecordedAnswer).where(sue).values(kind="sealed"))

    found = records_by_module(session, pairs[0].id)

    (records,) = found.values()
    assert [(record.person_id, record.number) for record in records] == [(cast.sam.id, 1)]


def test_an_answer_whose_partner_has_not_answered_is_not_read(
    session: Session, cast: Cast, pairs: list[Pair]
) -> None:
    for pair in pairs:
        fill_in(session, pair, rep=1, support=1)
    assert filled_scales(session, cast.north.id, reader_id=0) != {}
    for row in session.scalars(
        select(RecordedAnswer).where(RecordedAnswer.person_id == cast.sam.id)
    ):
        row.number = 2
    session.commit()

    assert filled_scales(session, cast.north.id, reader_id=0) == {}


def test_another_leader_is_told_nothing_of_this_team(
    session: Session, cast: Cast, pairs: list[Pair], browser_of: Browser
) -> None:
    for pair in pairs:
        fill_in(session, pair, rep=1, support=1)

    assert filled_scales(session, cast.north.id, reader_id=0) != {}
    assert filled_scales(session, cast.south.id, reader_id=0) == {}
    page = PAGE.format(cast.north.id)
    assert browser_of(cast.lee).get(page).status_code == 200
    assert browser_of(cast.olga).get(page).status_code == 404


def test_lee_sees_how_far_the_pairs_have_moved_with_an_interval_and_in_words(
    session: Session, cast: Cast, pairs: list[Pair], browser_of: Browser
) -> None:
    for pair in pairs[:5]:
        fill_in(session, pair, rep=2, support=2)
    for place, pair in enumerate(pairs[:5]):
        fill_in(session, pair, rep=4, support=3 + place % 2, number=2)

    text = browser_of(cast.lee).get(PAGE.format(cast.north.id)).text

    assert "<td>5</td><td>+1.7</td>" in text
    assert "+1.4 and +2.0" in text
    assert "more than chance explains, towards “always”" in " ".join(text.split())


def test_a_scale_for_one_thing_needs_no_name_in_its_table(
    session: Session, cast: Cast, pairs: list[Pair], browser_of: Browser, page_as_before: AsBefore
) -> None:
    serve(session, for_two(replace(SCALE, items=())))
    for pair in pairs[:5]:
        fill_in(session, pair, rep=2, support=3)
    for row in session.scalars(select(RecordedAnswer)):
        row.content = content_of(StepAnswer(values={WHOLE: 3}))
    session.commit()

    page_as_before(browser_of(cast.lee).get(PAGE.format(cast.north.id)).text)


@pytest.mark.parametrize("times", [1, 3])
def test_a_leader_reads_the_figures_of_a_scale_drawn_and_as_a_table(
    session: Session, cast: Cast, pairs: list[Pair], browser_of: Browser, page_as_before: AsBefore,
    times: int,
) -> None:  # fmt: skip
    for number in range(1, times + 1):
        for place, pair in enumerate(pairs[:5]):
            value = (2, 4, 1)[number - 1]
            fill_in(session, pair, rep=value, support=value + place % 2, number=number)
    read_german(session, cast.lee)

    page_as_before(browser_of(cast.lee).get(PAGE.format(cast.north.id)).text)
