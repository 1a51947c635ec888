"""Who may be written to, what were they told, and whose pairs and dates is it about, as the rows
say?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tandem.models import (
    Course,
    Letter,
    MailChoice,
    Pair,
    PairChange,
    Person,
    Publication,
    SoloAssignment,
)
from tandem.notifications.daily.news import LastTold, endings_to
from tandem.notifications.daily.queries import (
    LOOK_BACK,
    LastMail,
    Recipient,
    everybody_to_ask,
    living_pairs,
    readers_of,
    solo_tasks,
    told_to,
)
from tandem.terms import LetterKind, PairState, Role
from tests.cast import NOW, House
from tests.lessons import finish, lesson, question, serve

TODAY, DAY, SECOND = NOW.date(), timedelta(days=1), timedelta(seconds=1)
LATER = NOW + 9 * DAY


def letter(session: Session, who: Person, **fields: Any) -> None:
    """A letter of yesterday that has left."""
    facts = {"kind": LetterKind.DAILY, "day": TODAY - DAY, "created_at": NOW - DAY, **fields}
    facts = {"subject": "", "text": "", "next_try_at": NOW, "sent_at": facts["created_at"], **facts}
    session.add(Letter(person_id=who.id, recipient=who.email, **facts))
    session.flush()


def test_nobody_is_written_to_who_is_a_sample_has_not_joined_or_has_left(
    session: Session, cast: House
) -> None:
    everybody = everybody_to_ask(session)
    cast.sue.is_sample, cast.abe.joined_at, cast.rex.is_active = True, None, False
    session.flush()
    gone = {cast.sue.id, cast.abe.id, cast.rex.id}

    assert gone < set(everybody)
    assert everybody_to_ask(session) == [one for one in everybody if one not in gone]
    readers = readers_of(session, [cast.sam.id, *gone], now=NOW)
    assert [reader.person.id for reader in readers] == [cast.sam.id]


@pytest.mark.parametrize(
    ("chosen", "wants"),
    [
        (None, (True, True)),
        ({"reminders": True, "digest": False}, (True, False)),
        ({"reminders": False, "digest": True}, (False, True)),
    ],
)
def test_a_reader_gets_what_they_have_chosen_and_both_where_they_chose_nothing(
    session: Session, cast: House, chosen: dict[str, bool] | None, wants: tuple[bool, bool]
) -> None:
    if chosen is not None:
        session.add(MailChoice(person_id=cast.sam.id, changed_at=NOW, **chosen))
    session.add(MailChoice(person_id=cast.sue.id, changed_at=NOW, reminders=False, digest=False))
    session.flush()

    (reader,) = readers_of(session, [cast.sam.id], now=NOW)

    assert (reader.wants_reminders, reader.wants_digest) == wants


def test_hour_and_day_are_those_of_the_reader(session: Session, cast: House) -> None:
    readers = readers_of(session, [cast.abe.id, cast.lia.id], now=NOW.replace(hour=11))

    found = {reader.person.given_name: (reader.hour, reader.day) for reader in readers}
    assert found == {"Abe": (1, TODAY + DAY), "Lia": (6, TODAY)}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, True),
        ({"kind": LetterKind.ASKED}, False),
        ({"kind": LetterKind.NOTICE}, True),
        ({"created_at": NOW - LOOK_BACK + SECOND}, True),
        ({"created_at": NOW - LOOK_BACK}, False),
    ],
)
def test_what_somebody_was_told_is_in_letters_of_the_last_days_that_nobody_asked_for(
    session: Session, cast: House, fields: dict[str, Any], told: bool
) -> None:
    letter(session, cast.sam, **fields)
    letter(session, cast.sue, day=TODAY - 2 * DAY)

    found = told_to(session, {cast.sam.id: "UTC", cast.abe.id: "UTC"}, now=NOW)

    assert set(found) == {cast.sam.id, cast.abe.id}
    assert found[cast.sam.id].on == (TODAY - DAY if told else None)
    assert found[cast.abe.id] == LastMail()


def test_it_is_looked_back_for_two_weeks() -> None:
    assert LOOK_BACK == 14 * DAY


def test_the_pairs_of_readers_are_those_that_work_or_rest_and_are_no_sample(
    session: Session, cast: House
) -> None:
    cast.leaders_pair.state = PairState.PROPOSED
    cast.south.is_sample = True
    session.flush()

    def pairs(*who: Person) -> set[int]:
        return {pair.id for pair in living_pairs(session, [one.id for one in who])}

    assert pairs(cast.sam) == {cast.pair.id, cast.second_pair.id}
    assert pairs(cast.sue, cast.lia) == {cast.pair.id}
    assert pairs(cast.eve) == {cast.paused_pair.id}
    assert pairs(cast.otto, cast.ona) == set()


def ended(session: Session, pair: Pair, at: datetime) -> None:
    """A pair has ended then."""
    pair.state = PairState.ENDED
    session.add(PairChange(pair_id=pair.id, state=PairState.ENDED, at=at))
    session.flush()


def ends_for(session: Session, *who: Person, on: datetime) -> dict[int, list[str]]:
    """Whose pairs have ended, for these readers."""
    readers = {one.id: LastTold("UTC", None, None) for one in who}
    return endings_to(session, readers, now=on)


@pytest.mark.parametrize(
    ("late", "is_news"), [(SECOND, True), (2 * DAY - SECOND, True), (2 * DAY, False)]
)
def test_that_a_pair_has_ended_is_news_for_both_for_two_days(
    session: Session, cast: House, late: timedelta, is_news: bool
) -> None:
    ended(session, cast.pair, LATER)
    ended(session, cast.other_pair, LATER)

    found = ends_for(session, cast.sam, cast.sue, on=LATER + late)

    both = {cast.sam.id: ["Sue Zhang"], cast.sue.id: ["Sam Adeyemi"]}
    assert found == (both if is_news else {})


@pytest.mark.parametrize(
    ("state", "is_news"),
    [(PairState.ENDED, True), (PairState.ACTIVE, False), (PairState.PROPOSED, False)],
)
def test_it_is_no_news_where_the_two_are_a_pair_again(
    session: Session, cast: House, state: PairState, is_news: bool
) -> None:
    ended(session, cast.pair, LATER)
    facts = {"team_id": cast.north.id, "rep_id": cast.sam.id, "support_id": cast.sue.id}
    session.add(Pair(**facts, state=state, created_at=LATER))
    session.flush()

    found = ends_for(session, cast.sam, on=LATER + SECOND)

    assert found == ({cast.sam.id: ["Sue Zhang"]} if is_news else {})


def test_it_is_no_news_where_the_pair_itself_goes_on(session: Session, cast: House) -> None:
    ended(session, cast.pair, LATER)
    cast.pair.state = PairState.PAUSED
    session.flush()

    assert ends_for(session, cast.sam, on=LATER + SECOND) == {}


@pytest.fixture
def course(session: Session, cast: House) -> Course:
    """A course for leaders, which is due in a week for all of the north."""
    session.add(Course(slug="leading", title="Positioning", audience="leader"))
    session.flush()
    served = serve(session, lesson(question("q1"), name="one"), course_slug="leading")
    give_alone(session, cast, served, due_on=TODAY + 7 * DAY)
    return served


def give_alone(session: Session, cast: House, course: Course, *, due_on: date | None) -> None:
    """The leaders of the north are given a course."""
    facts = {"team_id": cast.north.id, "role": Role.LEADER, "time_zone": "UTC", "at": NOW}
    session.add(SoloAssignment(course_id=course.id, due_on=due_on, **facts))
    session.commit()


def alone_for(session: Session, *who: Person) -> list[tuple[int, str, int]]:
    """Of which courses for one these are reminded today, and how many modules are left."""
    readers = {
        one.id: Recipient(one, 9, TODAY, LastMail(), wants_reminders=True, wants_digest=True)
        for one in who
    }
    found = solo_tasks(session, readers, now=NOW)
    return [(person_id, task.course.slug, task.modules_left) for person_id, task in found]


def test_who_was_given_a_course_for_one_is_reminded_of_its_date_as_long_as_it_is_open(
    session: Session, cast: House, course: Course
) -> None:
    undated = serve(session, lesson(question("q2"), name="two"), course_slug="undated")
    undated.audience = "leader"
    give_alone(session, cast, undated, due_on=None)
    lee, lia = cast.lee, cast.lia

    assert alone_for(session, lee, lia, cast.sam) == [
        (lee.id, "leading", 1), (lia.id, "leading", 1),
    ]  # fmt: skip
    assert alone_for(session, lia) == [(lia.id, "leading", 1)]
    finish(session, lee, "one")
    assert alone_for(session, lee, lia) == [(lia.id, "leading", 1)]


@pytest.mark.parametrize("change", ["withdrawn", "for trainers", "later"])
def test_nobody_is_reminded_of_a_course_that_is_gone_for_others_or_not_due_yet(
    session: Session, cast: House, course: Course, change: str
) -> None:
    match change:
        case "withdrawn":
            course.withdrawn_at = NOW
        case "for trainers":
            course.audience = "trainer"
        case _:
            session.query(SoloAssignment).update({"due_on": TODAY + 30 * DAY})
    session.add(Publication(at=NOW))
    session.commit()

    assert alone_for(session, cast.lee) == []
