"""What does a week hold, and what of it is of another week, as the rows say?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tandem.dates import end_of
from tandem.leading.status.queries import StatusScope
from tandem.models import Pair
from tandem.notifications.weekly.queries import LINES, TEAMS, Lines, TeamWeek, weeks_of
from tandem.terms import PairState, Together
from tests import cast as stage
from tests.cast import NOW, House
from tests.lessons import finish, give, lesson, question, serve
from tests.notifications.conftest import At
from tests.status import drain

TODAY, DAY = NOW.date(), timedelta(days=1)


@pytest.fixture(autouse=True)
def monday(at: At) -> None:
    """It is the cast's own Monday."""


def weeks(
    session: Session, cast: House, who: str = "lee", *, now: datetime = NOW
) -> list[TeamWeek]:
    """The weeks of the teams of a leader."""
    drain(session)
    leader = getattr(cast, who)
    return weeks_of(session, leader, StatusScope(leader_id=leader.id, team_id=None, now=now))


def pairs_in(lines: Lines) -> list[int]:  # type: ignore[type-arg]
    """Whose rows are shown."""
    return [row.progress.pair.id for row in lines.shown]


@pytest.mark.parametrize(
    ("days", "stands"),
    [(-1, "overdue"), (0, "due_soon"), (7, "due_soon"), (8, ""), (None, "")],
)
def test_a_date_is_past_or_within_seven_days_or_not_told(
    session: Session, cast: House, days: int | None, stands: str
) -> None:
    course = serve(session, lesson(question("q1")))
    due_on = None if days is None else TODAY + days * DAY
    give(session, course, cast.north, cast.pair, due_on=due_on)
    give(session, course, cast.north, cast.paused_pair, due_on=due_on)

    (week,) = weeks(session, cast)

    found = {name: pairs_in(getattr(week, name)) for name in ("overdue", "due_soon", "stalled")}
    assert found == {
        name: [cast.pair.id] if name == stands else []
        for name in ("overdue", "due_soon", "stalled")
    }
    assert week.counts == ((Together.NOBODY_YET, 1),)


@pytest.mark.parametrize(("seconds", "is_past"), [(-1, False), (0, True)])
def test_a_date_is_past_from_the_very_end_of_its_day(
    session: Session, cast: House, seconds: int, is_past: bool
) -> None:
    give(session, serve(session, lesson()), cast.north, cast.pair, due_on=TODAY)
    midnight = end_of(TODAY, zone="UTC")

    (week,) = weeks(session, cast, now=midnight + timedelta(seconds=seconds))

    assert (bool(week.overdue.shown), bool(week.due_soon.shown)) == (is_past, not is_past)


def test_who_is_past_the_date_is_not_named_among_those_who_stand_still_too(
    session: Session, cast: House
) -> None:
    course = serve(session, lesson(question("q1")))
    give(session, course, cast.north, cast.pair, due_on=TODAY + 13 * DAY)
    give(session, course, cast.north, cast.second_pair)
    give(session, course, cast.north, cast.leaders_pair, due_on=TODAY + 15 * DAY)

    (week,) = weeks(session, cast, now=NOW + 14 * DAY)

    assert pairs_in(week.overdue) == [cast.pair.id]
    assert pairs_in(week.stalled) == [cast.second_pair.id, cast.leaders_pair.id]
    assert pairs_in(week.due_soon) == [cast.leaders_pair.id]


@pytest.mark.parametrize(
    ("days", "told"), [(8, False), (7, True), (1, True), (0, False)]
)  # fmt: skip
def test_what_both_finished_in_the_seven_days_before_today_is_told(
    session: Session, cast: House, days: int, told: bool
) -> None:
    give(session, serve(session, lesson(question("q1"))), cast.north)
    for who in (cast.sam, cast.sue):
        finish(session, who, now=NOW - days * DAY)

    (week,) = weeks(session, cast)

    found = [line.row.progress.pair.id for line in week.finished.shown]
    assert found == ([cast.pair.id] if told else [])
    assert week.finished.more == 0


def test_of_a_long_list_the_first_lines_are_shown_and_the_others_counted(
    session: Session, cast: House
) -> None:
    names = [f"m{number}" for number in range(LINES + 2)]
    modules = [lesson(question("q1"), name=name, title=name) for name in names]
    give(session, serve(session, *modules), cast.north, cast.pair)
    for who in (cast.sam, cast.sue):
        for name in names:
            finish(session, who, name, now=NOW - DAY)

    (week,) = weeks(session, cast)

    assert [line.module.module.title for line in week.finished.shown] == names[:LINES]
    assert week.finished.more == 2


def test_a_letter_is_short() -> None:
    assert (LINES, TEAMS) == (10, 5)


@pytest.mark.parametrize(("more", "told"), [(0, 1), (TEAMS - 1, TEAMS), (TEAMS, 1)])
def test_few_teams_are_told_of_one_by_one_and_many_together(
    session: Session, cast: House, more: int, told: int
) -> None:
    course = serve(session, lesson(question("q1")))
    give(session, course, cast.north)
    stage.team(session, "Sample", cast.lee).is_sample = True
    for number in range(more):
        team = stage.team(session, f"Alps {number}", cast.lee)
        partner = stage.person(session, f"N{number}", f"Q{number}")
        session.flush()
        stage.pair(session, team, cast.otto, partner)
        give(session, course, team)

    found = weeks(session, cast)

    assert len(found) == told
    assert {week.number_of_teams for week in found} == {more + 1}
    names = [week.team.name if week.team else "" for week in found]
    alps = [f"Alps {number}" for number in range(more)]
    assert names == ([""] if more == TEAMS else [*alps, "North"])


def test_of_a_course_that_both_have_finished_no_date_is_told(session: Session, cast: House) -> None:
    course = serve(session, lesson(question("q1")))
    give(session, course, cast.north, due_on=TODAY + 3 * DAY)
    for who in (cast.sam, cast.sue):
        finish(session, who)

    (week,) = weeks(session, cast)

    assert pairs_in(week.due_soon) == [cast.second_pair.id, cast.leaders_pair.id]


def test_a_team_without_a_pair_that_works_has_no_week(session: Session, cast: House) -> None:
    give(session, serve(session, lesson(question("q1"))), cast.south)
    assert [week.team and week.team.name for week in weeks(session, cast, "olga")] == ["South"]

    session.get_one(Pair, cast.other_pair.id).state = PairState.PAUSED

    assert weeks(session, cast, "olga") == []
    assert weeks(session, cast) == []
