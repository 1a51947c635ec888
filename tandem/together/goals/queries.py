"""What is a pair's shared goal, and how does it go? Both partners and the leader see the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tandem.dates import local_day
from tandem.figures.chart import Chart, chart
from tandem.figures.intervals import Evidence, Figure, evidence
from tandem.models import ActingLeader, Goal, GoalMeasure, GoalYes, TeamLeader
from tandem.people.pairs.queries import ShownPair
from tandem.terms import Better, Role
from tandem.together.goals.agreeing import still_needed
from tandem.together.goals.readings import DayReading, figures_of, name_of, readings_of


@dataclass(frozen=True)
class Yes:
    """Somebody's yes to a version."""

    person_id: int
    name: str
    at: datetime


@dataclass(frozen=True)
class Terms:
    """One version of a shared goal, and whose yes it has and still needs."""

    id: int
    number: int
    measure_id: int
    name: str
    unit: str
    better: Better
    baseline_from: date
    baseline_to: date
    target: float
    share_percent: float
    share_text: str
    review_on: date
    time_zone: str
    by_id: int | None
    by_name: str
    at: datetime
    agreed_at: datetime | None
    withdrawn_at: datetime | None
    yes: tuple[Yes, ...]
    needed: tuple[Role, ...]

    @property
    def is_open(self) -> bool:
        """Has it neither been agreed on nor withdrawn? The newest such version waits for a yes."""
        return self.agreed_at is None and self.withdrawn_at is None

    def has_yes_of(self, person_id: int) -> bool:
        """Has this person said yes?"""
        return any(yes.person_id == person_id for yes in self.yes)


@dataclass(frozen=True)
class EarlierMeasure:
    """What was measured before the pair turned to another measure, under its newest terms."""

    terms: Terms
    readings: tuple[DayReading, ...]


@dataclass(frozen=True)
class PairGoal:
    """A pair's shared goal: what is agreed, what is proposed, the readings and what they say.

    Readings belong to the agreed measure, or to the proposed one while nothing is agreed;
    `earlier` are those of other measures.
    """

    agreed: Terms | None
    proposed: Terms | None
    versions: tuple[Terms, ...]
    readings: tuple[DayReading, ...]
    earlier: tuple[EarlierMeasure, ...]
    evidence: Evidence | None
    chart: Chart | None

    @property
    def terms(self) -> Terms | None:
        """The terms that the readings are compared with: agreed, else proposed."""
        return self.agreed or self.proposed

    @property
    def terms_to_change(self) -> Terms | None:
        """The terms that fill the form for another version; None before the first."""
        return self.proposed or self.agreed or next(iter(self.versions), None)

    @property
    def is_withdrawn(self) -> bool:
        """Was the newest version withdrawn?"""
        return any(version.withdrawn_at for version in self.versions[:1])

    @property
    def has_history(self) -> bool:
        """Is there a version to read that is neither agreed on nor proposed, or both?"""
        return len(self.versions) > 1 or self.is_withdrawn

    @property
    def newest_number(self) -> int:
        """The number of the newest version; 0 where there is none."""
        return self.versions[0].number if self.versions else 0

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The readings as figures, by day."""
        return figures_of(self.readings)

    def is_to_be_reviewed(self, now: datetime) -> bool:
        """Has the day to look again come, where whoever proposed it is?"""
        if self.agreed is None:
            return False
        return local_day(now, self.agreed.time_zone) >= self.agreed.review_on


def goal_of(session: Session, pair: ShownPair) -> PairGoal:
    """The shared goal of a pair. Four queries, however many versions and readings."""
    leaders = leaders_of(session, pair.team_id)
    versions = versions_of(session, pair, leaders=leaders)
    agreed = next((version for version in versions if version.agreed_at), None)
    proposed = next((version for version in versions[:1] if version.is_open), None)
    terms = agreed or proposed
    measured = measured_under(session, versions, terms)
    readings = measured.pop(terms, ()) if terms else ()
    evidence, chart = told_by(terms, figures_of(readings)) if terms else (None, None)
    return PairGoal(
        agreed=agreed,
        proposed=proposed,
        versions=versions,
        readings=readings,
        earlier=tuple(EarlierMeasure(*item) for item in measured.items() if item[1]),
        evidence=evidence,
        chart=chart,
    )


def measured_under(
    session: Session, versions: Sequence[Terms], in_force: Terms | None
) -> dict[Terms, tuple[DayReading, ...]]:
    """The readings of each measure under its newest terms, or those `in_force`. One query."""
    if not versions:
        return {}
    newest = {version.measure_id: version for version in reversed(versions)}
    if in_force is not None:
        newest[in_force.measure_id] = in_force
    periods = {
        name: (version.baseline_from, version.baseline_to) for name, version in newest.items()
    }
    return {newest[name]: readings for name, readings in readings_of(session, periods).items()}


@dataclass(frozen=True)
class GoalReview:
    """When a pair looks at its agreed goal again, in which zone, and since when that stands."""

    pair_id: int
    on: date
    time_zone: str
    since: datetime


def review_days(session: Session, pairs: Collection[int]) -> list[GoalReview]:
    """When each of these pairs looks at its agreed goal again."""
    query = (
        select(Goal.pair_id, Goal.review_on, Goal.time_zone, Goal.agreed_at)
        .where(Goal.pair_id.in_(pairs))
        .order_by(Goal.number)
    )
    newest = {
        row.pair_id: GoalReview(row.pair_id, row.review_on, row.time_zone, row.agreed_at)
        for row in session.execute(query)
        if row.agreed_at is not None
    }
    return list(newest.values())


def told_by(terms: Terms, figures: Sequence[Figure]) -> tuple[Evidence, Chart | None]:
    """What the figures say about these terms, in words and drawn; no chart where there is none."""
    evidence = evidence_for(terms, figures)
    return evidence, chart_for(terms, figures, evidence)


def evidence_for(terms: Terms, figures: Sequence[Figure]) -> Evidence:
    """What the figures say about these terms."""
    return evidence(
        figures,
        begins=terms.baseline_from,
        ends=terms.baseline_to,
        better=terms.better,
        target=terms.target,
    )


def chart_for(terms: Terms, figures: Sequence[Figure], evidence: Evidence) -> Chart | None:
    """The chart of the figures; None where there is none."""
    return chart(
        figures, evidence, begins=terms.baseline_from, ends=terms.baseline_to, target=terms.target
    )


def leaders_of(session: Session, team_id: int) -> frozenset[int]:
    """Who leads a team; where nobody does just now, who did: the next leader's yes is waited for.
    One query."""
    acting = select(ActingLeader.person_id).where(ActingLeader.team_id == team_id)
    query = select(TeamLeader.person_id, TeamLeader.person_id.in_(acting).label("acts"))
    places = session.execute(query.where(TeamLeader.team_id == team_id)).all()
    leading = frozenset(row.person_id for row in places if row.acts)
    return leading or frozenset(row.person_id for row in places)


def versions_of(session: Session, pair: ShownPair, *, leaders: frozenset[int]) -> tuple[Terms, ...]:
    """Every version of a pair's goal, newest first."""
    query = (
        select(Goal)
        .where(Goal.pair_id == pair.id)
        .options(joinedload(Goal.measure), joinedload(Goal.by))
        .order_by(Goal.number.desc())
    )
    rows = session.scalars(query).all()
    yes_by_goal = yes_to(session, [row.id for row in rows])
    return tuple(terms_of(row, yes_by_goal.get(row.id, ()), pair, leaders=leaders) for row in rows)


def yes_to(session: Session, goals: Collection[int]) -> dict[int, tuple[Yes, ...]]:
    """Who said yes to these versions, by surname."""
    query = (
        select(GoalYes)
        .where(GoalYes.goal_id.in_(goals))
        .options(joinedload(GoalYes.person))
        .order_by(GoalYes.goal_id, GoalYes.person_id)
    )
    by_goal: dict[int, list[tuple[tuple[str, str, int], Yes]]] = {}
    for row in session.scalars(query):
        yes = Yes(person_id=row.person_id, name=row.person.name, at=row.at)
        by_goal.setdefault(row.goal_id, []).append((row.person.sort_name, yes))
    return {
        goal: tuple(yes for _, yes in sorted(named, key=by_first))
        for goal, named in by_goal.items()
    }


def by_first(named: tuple[tuple[str, str, int], Yes]) -> tuple[str, str, int]:
    """By surname."""
    return named[0]


def terms_of(row: Goal, yes: tuple[Yes, ...], pair: ShownPair, *, leaders: frozenset[int]) -> Terms:
    """A version's row as it is shown."""
    return Terms(
        id=row.id,
        number=row.number,
        measure_id=row.measure_id,
        name=row.measure.name,
        unit=row.measure.unit,
        better=row.better,
        baseline_from=row.baseline_from,
        baseline_to=row.baseline_to,
        target=row.target,
        share_percent=row.share_percent,
        share_text=row.share_text,
        review_on=row.review_on,
        time_zone=row.time_zone,
        by_id=row.by_id,
        by_name=name_of(row.by),
        at=row.at,
        agreed_at=row.agreed_at,
        withdrawn_at=row.withdrawn_at,
        yes=yes,
        needed=()
        if row.agreed_at
        else still_needed(
            {answer.person_id for answer in yes},
            rep_id=pair.rep.id,
            support_id=pair.support.id,
            leaders=leaders,
        ),
    )


def measure_of(session: Session, pair_id: int, *, name: str, unit: str) -> GoalMeasure | None:
    """A measure of this pair with this name and unit, in whatever letter case."""
    wanted = name.casefold(), unit.casefold()
    query = select(GoalMeasure).where(GoalMeasure.pair_id == pair_id).order_by(GoalMeasure.id)
    known = session.scalars(query).all()
    return next((m for m in known if (m.name.casefold(), m.unit.casefold()) == wanted), None)
