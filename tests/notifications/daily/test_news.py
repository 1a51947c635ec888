"""What is still news to somebody, after how long, after which mail and where they live?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import (
    AgreementVersion,
    Goal,
    GoalMeasure,
    Module,
    Nudge,
    Pair,
    PairChange,
    Signature,
)
from tandem.notifications.daily.news import LastTold, endings_to, matters_of, nudges_to
from tandem.people.pairs.queries import pairs_by_id
from tandem.progress.pair_courses import courses_of
from tandem.terms import Better, PairState
from tests.cast import NOW, House
from tests.lessons import finish, give, lesson, question, serve

DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
TOMORROW, AT_ELEVEN = NOW.date() + DAY, NOW + 2 * HOUR
LATER = NOW + 9 * DAY
FAR = "Pacific/Kiritimati"
# The last mail left then; Sue has been away for so long, and so is news told.
NEWS = pytest.mark.parametrize(
    ("told_at", "happened", "is_news"),
    [
        (None, LATER - HOUR, True),
        (LATER - 2 * HOUR, LATER - HOUR, True),
        (LATER - HOUR, LATER - HOUR, False),
        (None, LATER - 2 * DAY + SECOND, True),
        (None, LATER - 2 * DAY, False),
    ],
)


def readers(cast: House, told_at: datetime | None) -> dict[int, LastTold]:
    """Sue, and Otto, to whom everything of a week is news."""
    return {
        cast.sue.id: LastTold("UTC", None, told_at),
        cast.otto.id: LastTold("UTC", None, None, 7 * DAY),
    }


@NEWS
def test_a_nudge_is_news_for_two_days_and_until_a_mail_has_left(
    session: Session, cast: House, told_at: datetime | None, happened: datetime, is_news: bool
) -> None:
    give(session, serve(session, lesson(question("q1"))), cast.north)
    finish(session, cast.sam)
    module_id = session.scalars(select(Module.id)).one()
    about = {"pair_id": cast.pair.id, "module_id": module_id}
    session.add(Nudge(**about, from_id=cast.sam.id, to_id=cast.sue.id, at=happened))
    session.flush()
    courses = courses_of(session, pairs_by_id(session, [cast.pair.id]), now=LATER)

    found = nudges_to(session, readers(cast, told_at), courses, now=LATER)

    assert [one.partner for one in found.get(cast.sue.id, [])] == ["Sam Adeyemi"] * is_news


def end(session: Session, pair: Pair, *, at: datetime) -> None:
    """A pair ends then."""
    pair.state = PairState.ENDED
    session.add(PairChange(pair_id=pair.id, state=PairState.ENDED, at=at))
    session.flush()


@NEWS
def test_an_end_is_news_for_two_days_and_until_a_mail_has_left(
    session: Session, cast: House, told_at: datetime | None, happened: datetime, is_news: bool
) -> None:
    end(session, cast.pair, at=happened)

    found = endings_to(session, readers(cast, told_at), now=LATER)

    assert found == ({cast.sue.id: ["Sam Adeyemi"]} if is_news else {})


@pytest.mark.parametrize("first", ["pair", "leaders_pair"])
def test_ends_are_told_in_the_order_in_which_they_came(
    session: Session, cast: House, first: str
) -> None:
    for pair in (cast.pair, cast.leaders_pair):
        end(session, pair, at=LATER - (2 if pair is getattr(cast, first) else 1) * HOUR)

    (told,) = endings_to(session, readers(cast, None), now=LATER).values()

    assert told[0] == ("Sam Adeyemi" if first == "pair" else "Lia Okoro")


def set_goal(session: Session, pair: Pair, *, review_on: date, zone: str) -> None:
    """A pair has agreed on a goal, to be looked at on a day where it was set."""
    measure = GoalMeasure(pair_id=pair.id, name="Orders", unit="a week")
    session.add(measure)
    session.flush()
    today = NOW.date()
    session.add(
        Goal(
            pair_id=pair.id, number=1, measure_id=measure.id, better=Better.LOWER, target=8,
            baseline_from=today, baseline_to=today, share_percent=10, share_text="x",
            review_on=review_on, time_zone=zone, by_id=pair.rep_id, at=NOW, agreed_at=NOW,
        )
    )  # fmt: skip
    session.flush()


def sign(session: Session, pair: Pair, *, look_again_on: date) -> None:
    """Both have signed what they agreed on."""
    serve(session, lesson())
    module = session.scalars(select(Module)).one()
    version = AgreementVersion(
        pair_id=pair.id, module_id=module.id, revision_id=module.revision_id or 0, step="deal",
        number=1, lines="[]", look_again_on=look_again_on, by_id=pair.rep_id, at=NOW,
    )  # fmt: skip
    session.add(version)
    session.flush()
    for who in (pair.rep_id, pair.support_id):
        session.add(Signature(version_id=version.id, person_id=who, at=NOW))
    session.flush()


def called(session: Session, cast: House) -> set[str]:
    """Who of Sam, in London, and Sue, far in the east, is told at eleven to look at something."""
    told = {cast.sam.id: LastTold("UTC", None, None), cast.sue.id: LastTold(FAR, None, None)}
    pairs = pairs_by_id(session, [cast.pair.id])
    found = matters_of(session, told, pairs, now=AT_ELEVEN)
    names = {cast.sam.id: "Sam", cast.sue.id: "Sue"}
    return {names[reader] for reader in found}


@pytest.mark.parametrize(("zone", "who"), [("UTC", set()), (FAR, {"Sam", "Sue"})])
def test_it_is_time_to_look_at_a_goal_by_the_day_where_it_was_set(
    session: Session, cast: House, zone: str, who: set[str]
) -> None:
    set_goal(session, cast.pair, review_on=TOMORROW, zone=zone)

    assert called(session, cast) == who


def test_it_is_time_to_look_at_an_agreement_by_the_day_of_each_reader(
    session: Session, cast: House
) -> None:
    sign(session, cast.pair, look_again_on=TOMORROW)

    assert called(session, cast) == {"Sue"}
