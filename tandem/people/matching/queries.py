"""How does each person like to work, what are they best at, and who could be a pair?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Executable, Integer, bindparam, or_, select, union_all
from sqlalchemy.orm import Session

from tandem.models import BestOf, Pair, Person, StylePutOff, Team, WorkingStyle
from tandem.models.rows import rows
from tandem.people.matching import rules
from tandem.people.matching.rules import MatchReason, Style
from tandem.people.pairs.queries import living_pairs, not_again_pairs
from tandem.people.teams.queries import members
from tandem.terms import SEATS, PairState, Role


@dataclass(frozen=True)
class Suggested:
    """Two who could be a pair, with the reasons and what each is best at."""

    rep: Person
    support: Person
    reasons: tuple[MatchReason, ...]
    best_of_rep: str
    best_of_support: str


@dataclass(frozen=True)
class MatchingPage:
    """What a leader sees: the suggestions, the people with their best, and who cannot be suggested.

    Of what people said of themselves a leader sees the reasons for a suggestion only.
    """

    team: Team
    suggested: tuple[Suggested, ...]
    people: tuple[tuple[Person, str], ...]
    silent: tuple[Person, ...]


def style_of(session: Session, person_id: int) -> WorkingStyle | None:
    """What a person has said of themselves. For that person alone."""
    return session.get(WorkingStyle, person_id)


def is_to_be_asked(session: Session, person_id: int) -> bool:
    """Is somebody without a partner, and has neither said how they like to work nor put it off?

    One query.
    """
    return not rows(session, style_not_asked(), {"person": person_id})


@cache
def style_not_asked() -> Executable:
    """A row for each reason for which a `person` is not asked."""
    me = bindparam("person", type_=Integer)
    stated = select(WorkingStyle.person_id).where(WorkingStyle.person_id == me)
    put_off = select(StylePutOff.person_id).where(StylePutOff.person_id == me)
    paired = select(Pair.id).where(
        or_(Pair.rep_id == me, Pair.support_id == me), Pair.state != PairState.ENDED
    )
    return union_all(stated, put_off, paired)


def best_of(session: Session, person_id: int) -> list[str]:
    """What leaders say this person is best at, team by team."""
    query = select(BestOf.text).where(BestOf.person_id == person_id).order_by(BestOf.team_id)
    return [text for text in session.scalars(query) if text]


def matching_page(session: Session, team: Team) -> MatchingPage:
    """Everything for a team's leader. A fixed number of queries, however many people."""
    people = [
        person
        for person in members(session, team.id)
        if person.is_active and person.roles & set(SEATS)
    ]
    by_id = {person.id: person for person in people}
    named = select(BestOf.person_id, BestOf.text).where(BestOf.team_id == team.id)
    best = {row.person_id: row.text for row in session.execute(named)}
    styles = styles_of(session, set(by_id))
    never = living_pairs(session, set(by_id)) | not_again_pairs(session, set(by_id))
    seats = {
        role: [
            styles[person.id] for person in people if role in person.roles and person.id in styles
        ]
        for role in SEATS
    }
    suggested = rules.suggestions(seats[Role.REP], seats[Role.SUPPORT], never=never)
    return MatchingPage(
        team=team,
        suggested=tuple(
            Suggested(
                rep=by_id[suggestion.rep_id],
                support=by_id[suggestion.support_id],
                reasons=suggestion.reasons,
                best_of_rep=best.get(suggestion.rep_id, ""),
                best_of_support=best.get(suggestion.support_id, ""),
            )
            for suggestion in suggested
        ),
        people=tuple((person, best.get(person.id, "")) for person in people),
        silent=tuple(person for person in people if person.id not in styles),
    )


def styles_of(session: Session, people: set[int]) -> dict[int, Style]:
    """What these people said where it may be used, with the seats they have taken."""
    query = select(Pair.rep_id, Pair.support_id).where(Pair.state != PairState.ENDED)
    sits = query.where(Pair.rep_id.in_(people) | Pair.support_id.in_(people))
    taken = Counter(person_id for row in session.execute(sits) for person_id in row)
    rows = session.scalars(
        select(WorkingStyle).where(WorkingStyle.person_id.in_(people), WorkingStyle.may_be_used)
    )
    return {
        row.person_id: Style(
            person_id=row.person_id,
            likes=row.likes,
            rhythm=row.rhythm,
            channel=row.channel,
            planning=row.planning,
            seats=row.seats,
            taken=taken[row.person_id],
        )
        for row in rows
    }


def named_best(session: Session, team_id: int, *, person_id: int) -> str:
    """What this team's leaders have said somebody is best at."""
    best = session.get(BestOf, (team_id, person_id))
    return best.text if best else ""
