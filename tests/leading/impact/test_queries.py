"""Of whom, since when and in which order does the page on a team speak?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.figures.groups import Share
from tandem.figures.intervals import Figure, Verdict
from tandem.leading.impact import queries
from tandem.leading.impact.queries import PairFigures, Results
from tandem.leading.impact.rules import Learned, WeekFigure
from tandem.library.served import library
from tandem.models import (
    Attempt,
    Course,
    Feedback,
    Goal,
    GoalMeasure,
    GoalReading,
    Module,
    Pair,
    Person,
    StepDone,
)
from tandem.terms import Answered, Asked, Better, FeedbackPromise, PairState, Role, Step
from tests import cast as stage
from tests.cast import NOW, House
from tests.lessons import lesson, question, serve

DAY = timedelta(days=1)
MONDAY = date(2026, 1, 5)


@pytest.fixture
def course(session: Session, cast: House) -> Course:
    """A course of two modules with a quiz."""
    return serve(session, lesson(question("q1")), lesson(question("q2"), name="second"))


def module(session: Session, slug: str = "engine") -> Module:
    """One of the two modules."""
    return session.scalars(select(Module).where(Module.slug == slug)).one()


def newcomers(session: Session, cast: House, number: int) -> list[Person]:
    """So many people, each in a pair with Sam."""
    people = [stage.person(session, f"Nia{at}", "Quist", Role.SUPPORT) for at in range(number)]
    session.flush()
    for person in people:
        stage.pair(session, cast.north, cast.sam, person)
    return people


def tried(session: Session, who: Person, *shares: tuple[int, int], slug: str = "engine") -> None:
    """Somebody has tried a quiz: so many right of so many, one time after the other."""
    tested = module(session, slug)
    for number, (right, total) in enumerate(shares, start=1):
        session.add(
            Attempt(
                person_id=who.id, module_id=tested.id, revision_id=tested.revision_id or 0,
                number=number, role="support", answers="{}", marks="{}", order="{}",
                right=right, total=total, passed=False, at=NOW,
            )
        )  # fmt: skip
        session.flush()


def figures_learned(session: Session, cast: House) -> list[tuple[str, Learned]]:
    """What is said of each module of the team in the north."""
    pairs = session.scalars(select(Pair).where(Pair.team_id == cast.north.id)).all()
    served = library(session).courses[0].modules
    return [
        (each.module.slug, each.figures) for each in queries.modules_learned(session, pairs, served)
    ]


def test_the_first_and_the_latest_attempt_of_each_person_of_the_team_count(
    session: Session, cast: House, course: Course
) -> None:
    tried(session, cast.otto, (1, 1), (1, 1))
    for who in newcomers(session, cast, 5):
        tried(session, who, (0, 0), (0, 1), (1, 1), (3, 4))
        tried(session, who, (1, 2), slug="second")

    assert figures_learned(session, cast) == [
        ("engine", Learned(people=5, pairs=5, first=0.0, latest=0.75)),
        ("second", Learned(people=5, pairs=5, first=0.5, latest=0.5)),
    ]


def test_a_full_group_is_of_those_who_tried_first_whoever_they_are(
    session: Session, cast: House, course: Course
) -> None:
    *others, last = newcomers(session, cast, 6)[::-1]
    for who in others:
        tried(session, who, (1, 2))
    tried(session, last, (2, 2))

    assert figures_learned(session, cast) == [("engine", Learned(5, 5, 0.5, 0.5))]


def test_a_person_in_several_pairs_speaks_for_all_of_them(
    session: Session, cast: House, course: Course
) -> None:
    for who in (cast.sam, cast.sue, cast.lia, cast.rex, cast.eve):
        tried(session, who, (1, 2))

    # Those of Sam with Sue, Abe and Eve, of Lia with Sue, and of Rex with Eve.
    assert figures_learned(session, cast) == [("engine", Learned(5, 5, 0.5, 0.5))]


def goal(session: Session, pair: Pair, number: int = 1, **fields: Any) -> Goal:
    """A pair has agreed on a goal with a baseline of four weeks."""
    measure = GoalMeasure(pair_id=pair.id, name=f"Orders {number}", unit="a week")
    session.add(measure)
    session.flush()
    row = Goal(
        pair_id=pair.id, number=number, measure_id=measure.id, baseline_from=MONDAY,
        baseline_to=MONDAY + 27 * DAY, target=12.0, share_percent=5.0, share_text="",
        review_on=date(2026, 6, 1), time_zone="UTC", at=NOW,
        **{"better": Better.HIGHER, "agreed_at": NOW, **fields},
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def read(session: Session, of: Goal, *values: tuple[date, float | None]) -> None:
    """Figures were read, one after the other."""
    for day, value in values:
        session.add(GoalReading(measure_id=of.measure_id, day=day, value=value, at=NOW))
        session.flush()


def step(session: Session, who: Person, at: datetime, done: Step = Step.READ) -> None:
    """Somebody has done a step."""
    module_id, revision_id = module(session).id, module(session).revision_id or 0
    session.add(
        StepDone(person_id=who.id, module_id=module_id, revision_id=revision_id, step=done, at=at)
    )
    session.flush()


def test_the_goal_that_a_pair_agreed_on_last_counts_with_its_own_figures(
    session: Session, cast: House, course: Course
) -> None:
    first, second = goal(session, cast.pair, 1), goal(session, cast.pair, 2)
    for other in (goal(session, cast.pair, 3, agreed_at=None), goal(session, cast.other_pair)):
        read(session, other, (MONDAY, 99.0))
    read(session, first, (MONDAY, 1.0))
    tuesday = MONDAY + DAY
    read(session, second, (tuesday, 2.0), (MONDAY, 3.0), (MONDAY, 4.0), (tuesday + DAY, 5.0))
    read(session, second, (tuesday + DAY, None))

    (found,) = queries.goals_of(session, [cast.second_pair, cast.pair])

    assert (found.pair_id, found.goal) == (cast.pair.id, second)
    assert found.figures == (Figure(MONDAY, 4.0), Figure(tuesday, 2.0))
    assert found.began_on is None


@pytest.mark.parametrize(
    ("rep", "support", "formed", "began"),
    [
        ([5], [], 0, 5),
        ([5, 3], [4], 0, 3),
        ([5], [2, 4], 0, 2),
        ([5], [2], 3, 3),
        ([], [], 3, None),
    ],
)
def test_a_pair_has_begun_with_the_first_step_of_either_since_it_was_formed(
    session: Session, cast: House, course: Course, rep: list[int], support: list[int],
    formed: int, began: int | None,
) -> None:  # fmt: skip
    goal(session, cast.pair)
    cast.pair.created_at = NOW + formed * DAY
    step(session, cast.otto, NOW)
    for who, days in ((cast.sam, rep), (cast.sue, support)):
        for day, done in zip(days, (Step.READ, Step.QUIZ), strict=False):
            step(session, who, NOW + day * DAY, done)

    (found,) = queries.goals_of(session, [cast.pair])

    assert found.began_on == (None if began is None else (NOW + began * DAY).date())


def test_figures_and_first_steps_are_read_of_nobody_else(
    session: Session, cast: House, course: Course
) -> None:
    own, other = goal(session, cast.pair), goal(session, cast.other_pair)
    for each in (own, other):
        read(session, each, (MONDAY, 1.0))
    for who in (cast.sam, cast.otto):
        step(session, who, NOW)

    figures = queries.figures_by_measure(session, [own.measure_id])

    assert figures == {own.measure_id: (Figure(MONDAY, 1.0),)}
    assert queries.first_steps(session, [cast.sam.id]) == {cast.sam.id: NOW}


def figures_of(
    *values: float, better: Better = Better.HIGHER, began_on: date | None = None
) -> PairFigures:
    """A pair's figures on Monday and Thursday of each week, of which the first four are its
    baseline."""
    agreed = Goal(better=better, baseline_from=MONDAY, baseline_to=MONDAY + 10 * DAY, target=12.0)
    days = [MONDAY + timedelta(weeks=at // 2, days=3 * (at % 2)) for at in range(len(values))]
    return PairFigures(5, agreed, tuple(map(Figure, days, values)), began_on)


@pytest.mark.parametrize(
    ("better", "shares"), [(Better.HIGHER, [1.0, 1.0, 1.5]), (Better.LOWER, [1.0, 1.0, 0.5])]
)
def test_each_week_is_a_share_of_the_baseline_turned_so_that_more_is_better(
    better: Better, shares: list[float]
) -> None:
    weeks = [*queries.by_week(figures_of(9, 11, 11, 9, 14, 16, better=better))]

    assert weeks == [
        WeekFigure(5, MONDAY + timedelta(weeks=at), share, has_begun=False)
        for at, share in enumerate(shares)
    ]


@pytest.mark.parametrize(
    ("began_on", "begun"),
    [
        (None, [False, False, False]),
        (MONDAY + 7 * DAY, [False, True, True]),
        (MONDAY + 13 * DAY, [False, True, True]),
        (MONDAY + 14 * DAY, [False, False, True]),
    ],
)
def test_a_week_has_begun_in_which_the_pair_began(began_on: date | None, begun: list[bool]) -> None:
    weeks = queries.by_week(figures_of(9, 11, 11, 9, 14, 16, began_on=began_on))

    assert [week.has_begun for week in weeks] == begun


@pytest.mark.parametrize("values", [(), (0, 0, 0, 0, 9)])
def test_without_a_baseline_or_with_one_of_nothing_no_week_is_compared(
    values: tuple[float, ...],
) -> None:
    assert [*queries.by_week(figures_of(*values))] == []


def test_results_are_counted_from_five_pairs_on() -> None:
    better = figures_of(9, 11, 11, 9, 20, 21, 22, 21)
    few = figures_of(9, 11)

    assert queries.results_of([better] * 4) is None
    assert queries.results_of([better] * 3 + [few] * 2) == Results(
        5, {Verdict.FEW_BASELINE: 2, Verdict.BETTER: 3}
    )


def test_a_goal_is_judged_by_its_own_baseline_and_direction() -> None:
    lower = figures_of(9, 11, 11, 9, 20, 21, 22, 21, better=Better.LOWER)

    assert queries.evidence_of(lower).verdict is Verdict.WORSE
    assert queries.evidence_of(figures_of(9, 11, 11, 9, 20, 21, 22, 21)).reaches_target
    assert queries.evidence_of(lower).baseline.value == 10


@pytest.mark.parametrize("days", range(7))
def test_a_week_begins_on_monday(days: int) -> None:
    assert queries.monday_of(MONDAY + days * DAY) == MONDAY


def said(session: Session, cast: House, at: datetime, slug: str, *answers: Answered) -> None:
    """Five people of the team say something of a module, at one moment."""
    people = (cast.sam, cast.sue, cast.abe, cast.eve, cast.rex)
    for who, answer in zip(people, answers, strict=True):
        session.add(
            Feedback(
                person_id=who.id, module_id=module(session, slug).id, edition=at.toordinal(),
                team_id=cast.north.id, about=Asked.WORTH, answer=answer, at=at,
                promise=FeedbackPromise.FIGURES_OF_FIVE,
            )
        )  # fmt: skip
    session.flush()


def test_what_was_said_is_told_by_the_months_of_the_reader_and_by_the_modules_served(
    session: Session, cast: House, course: Course
) -> None:
    late = datetime(2026, 1, 31, 23, 30, tzinfo=NOW.tzinfo)
    said(session, cast, late, "second", *[Answered.YES] * 4, Answered.NO)
    said(session, cast, late - 2 * DAY, "second", *[Answered.YES] * 5)
    served = library(session).courses[0].modules

    def told(zone: str) -> queries.Liked | None:
        return queries.liked(session, cast.north.id, served, reader_id=0, zone=ZoneInfo(zone))

    def worth(count: int, total: int) -> dict[Asked, Share]:
        return {Asked.WORTH: Share(count, total)}

    berlin, utc = told("Europe/Berlin"), told("UTC")
    assert berlin is not None
    assert utc is not None
    january, february = date(2026, 1, 1), date(2026, 2, 1)
    assert berlin.months == ((january, worth(5, 5)), (february, worth(4, 5)))
    assert utc.months == ((january, worth(9, 10)),)
    assert utc.modules == berlin.modules == ((served[1], worth(9, 10)),)
    assert queries.liked(session, cast.south.id, served, reader_id=0, zone=ZoneInfo("UTC")) is None


def test_a_year_of_months_is_told(session: Session, cast: House, course: Course) -> None:
    for months in range(13):
        at = NOW.replace(year=2025 + months // 12, month=1 + months % 12)
        said(session, cast, at, "engine", *[Answered.YES] * 5)

    liked = queries.liked(session, cast.north.id, (), reader_id=cast.lee.id, zone=ZoneInfo("UTC"))

    assert liked is not None
    assert [month for month, _ in liked.months] == [
        date(2025, month, 1) for month in range(2, 13)
    ] + [date(2026, 1, 1)]


def test_the_page_counts_the_pairs_of_its_team_that_live(
    session: Session, cast: House, course: Course
) -> None:
    for pair in (cast.pair, cast.second_pair, cast.leaders_pair, cast.ended_pair):
        goal(session, pair)

    four = queries.helped_page(session, cast.north.id, reader_id=cast.lee.id)
    goal(session, cast.other_pair)
    with_another_team = queries.helped_page(session, cast.north.id, reader_id=cast.lee.id)
    goal(session, cast.paused_pair)
    five = queries.helped_page(session, cast.north.id, reader_id=cast.lee.id)

    assert cast.ended_pair.state is PairState.ENDED
    assert (four.pairs, four.results, with_another_team.results) == (4, None, None)
    assert five.results == Results(5, {Verdict.FEW_BASELINE: 5})
