"""To whom is there something to say today, and of which pairs?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tandem.models import MailChoice, Pair, Person
from tandem.notifications.daily.queries import Bundle, bundles, readers_of
from tandem.terms import PairState
from tests.cast import NOW, House
from tests.lessons import finish, give, lesson, question, serve
from tests.status import drain

DUE = NOW.date() + timedelta(days=7)


@pytest.fixture
def due(session: Session, cast: House) -> None:
    """The north has a course that is due in a week."""
    give(session, serve(session, lesson(question("q1"))), cast.north, due_on=DUE)
    session.commit()


def told(session: Session, *who: Person) -> dict[str, Bundle]:
    """What is said to each of these people today, by given name."""
    readers = readers_of(session, [one.id for one in who], now=NOW)
    return {bundle.person.given_name: bundle for bundle in bundles(session, readers, now=NOW)}


def test_whoever_has_something_open_in_an_active_pair_is_reminded_with_its_partners(
    session: Session, cast: House, due: None
) -> None:
    finish(session, cast.abe)

    found = told(session, cast.sam, cast.sue, cast.abe, cast.rex, cast.eve, cast.otto)

    partners = {name: [task.partners for task in one.tasks] for name, one in found.items()}
    assert partners == {
        "Sam": [("Abe Aalto", "Sue Zhang")], "Sue": [("Sam Adeyemi", "Lia Okoro")], "Eve": [],
    }  # fmt: skip
    assert found["Eve"].news.ended == ("Sam Adeyemi",)


@pytest.mark.parametrize(
    ("reminders", "digest", "names"),
    [
        (True, True, {"Lia": (1, True)}),
        (True, False, {"Lia": (1, False)}),
        (False, True, {"Lia": (0, True)}),
        (False, False, {}),
    ],
)
def test_reminders_and_the_week_are_told_to_whoever_wants_each(
    session: Session, cast: House, due: None, reminders: bool, digest: bool,
    names: dict[str, tuple[int, bool]],
) -> None:  # fmt: skip
    drain(session)
    choice = {"reminders": reminders, "digest": digest, "changed_at": NOW}
    session.add(MailChoice(person_id=cast.lia.id, **choice))
    session.flush()

    found = told(session, cast.lia)

    assert {name: (len(one.tasks), one.has_week) for name, one in found.items()} == names


def test_of_a_pair_that_rests_no_date_is_told(session: Session, cast: House, due: None) -> None:
    for pair in (cast.pair, cast.leaders_pair):
        session.get_one(Pair, pair.id).state = PairState.PAUSED
    session.flush()

    found = told(session, cast.sam, cast.sue)

    assert list(found) == ["Sam"]
    assert [task.partners for task in found["Sam"].tasks] == [("Abe Aalto",)]


def test_what_a_partner_did_is_told_of_a_pair_that_rests_too(
    session: Session, cast: House, due: None
) -> None:
    finish(session, cast.sue)
    session.get_one(Pair, cast.pair.id).state = PairState.PAUSED
    session.flush()

    ahead = told(session, cast.sam)["Sam"].ahead

    assert [news.partner for news in ahead.acts] == ["Sue"]
