"""How is a table carried out, and what happens when somebody leaves?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tandem.models import (
    AuditEntry,
    Pair,
    PairChange,
    Person,
    PersonRole,
    RosterFile,
    Team,
    TeamLeader,
    TeamMember,
)
from tandem.models.audit import record_act
from tandem.models.inserting import add_missing
from tandem.people import forming
from tandem.people.accounts import sign_ins
from tandem.people.accounts.queries import language_to_begin_in
from tandem.people.accounts.roles import add_roles_of_many
from tandem.people.invitations import actions as invitations
from tandem.people.invitations.actions import Invited, IssuedBy, Wish, role_names
from tandem.people.leaving import let_go, set_last_day
from tandem.people.roster import queries
from tandem.people.roster.choices import NOTHING_CHOSEN, ListChoices, packed
from tandem.people.roster.house import RosterLimits, Wanted
from tandem.people.roster.plan import RosterPlan, WantedPair, plan_of
from tandem.people.roster.queries import RosterPlace
from tandem.people.roster.table import Roster
from tandem.terms import SEATS, AuditAct, Issuer, PairState, Role

Ids = dict[str, int]
# Tables of one person that nobody has carried out; each may be as large as a request.
MOST_WAITING = 10


def keep_file(
    session: Session,
    content: bytes,
    place: RosterPlace,
    *,
    by_id: int,
    name: str,
    choices: ListChoices,
    heads: str,
    now: datetime,
) -> RosterFile:
    """Keep a table until it is carried out. It has been read already: nobody waits for that.

    Of whoever lets many wait, the oldest go.
    """
    waiting = (RosterFile.by_id == by_id, RosterFile.done_at.is_(None))
    newest = select(RosterFile.id).where(*waiting).order_by(RosterFile.id.desc())
    newest = newest.limit(MOST_WAITING - 1)
    session.execute(delete(RosterFile).where(*waiting, RosterFile.id.not_in(newest)))
    file = RosterFile(
        by_id=by_id,
        team_id=place.team.id if place.team else None,
        name=name[:200],
        content=content,
        heads=heads,
        choices=packed(choices),
        at=now,
    )
    session.add(file)
    session.flush()
    return file


def as_before(
    session: Session, choices: ListChoices, place: RosterPlace, *, heads: str
) -> ListChoices:
    """The same with the columns that were chosen for the last table with these heads."""
    kept = queries.remembered(session, place, heads=heads) if heads else NOTHING_CHOSEN
    return replace(choices, columns=kept.columns)


def choose(file: RosterFile, choices: ListChoices, *, heads: str) -> None:
    """Keep what was chosen for a table, and its heads as it is read now."""
    file.choices, file.heads = packed(choices), heads


def heads_of(roster: Roster) -> str:
    """The figure of a table's heads; nothing where there are none."""
    return roster.head.key if roster.head else ""


def plan_for(
    session: Session, roster: Roster, place: RosterPlace, *, today: date, emergency: str
) -> RosterPlan:
    """What the rows of a table change, as things stand now. `emergency` is an address."""
    emails = {email for row in roster.all_read for email in (row.email, row.partner) if email}
    return plan_of(
        roster.all_read,
        roster.faults,
        house=queries.house_for(session, emails, place, is_whole=roster.is_whole),
        limits=RosterLimits(
            team=place.team.name if place.team else "",
            own=queries.own_address(session, place),
            emergency=emergency,
        ),
        today=today,
    )


@dataclass(frozen=True)
class CarriedOut:
    """What a table has done: what people are to be told, and whom a leader has asked."""

    entries: tuple[AuditEntry, ...] = ()
    asked: tuple[Invited, ...] = ()


def carry_out(
    session: Session,
    plan: RosterPlan,
    place: RosterPlace,
    *,
    time_zone: str,
    now: datetime,
    names: Collection[str] = (),
) -> CarriedOut:
    """Do all that a plan without faults says: a leader asks, an administrator gives.

    `names` are the addresses of those whose name is to be as the list has it.
    """
    done = give_all if place.team is None else ask_all
    outcome = done(session, plan, place, time_zone=time_zone, now=now)
    people = people_by_email(session, plan)
    record_act(
        session, AuditAct.PEOPLE_BROUGHT_IN, by_id=place.leader_id,
        team_id=place.team.id if place.team else None, detail=str(plan.number_of_people), now=now,
    )  # fmt: skip
    for wanted in plan.leaving:
        let_go(session, people[wanted.email], by_id=place.leader_id, now=now)
    plan_last_days(session, plan, people, by_id=place.leader_id, now=now)
    mended = mend_names(session, plan, people, names, by_id=place.leader_id, now=now)
    session.flush()
    return replace(outcome, entries=(*outcome.entries, *mended))


def plan_last_days(
    session: Session, plan: RosterPlan, people: Ids, *, by_id: int | None, now: datetime
) -> None:
    """Note who leaves later, and who stays after all."""
    for wanted in plan.leaving_later:
        if wanted.email in people:
            set_last_day(session, people[wanted.email], wanted.leaves_on, by_id=by_id, now=now)
    for wanted in plan.staying:
        set_last_day(session, people[wanted.email], None, by_id=by_id, now=now)


def mend_names(
    session: Session,
    plan: RosterPlan,
    people: Ids,
    names: Collection[str],
    *,
    by_id: int | None,
    now: datetime,
) -> list[AuditEntry]:
    """Give the people of these addresses the names that the list has for them."""
    entries = []
    for other in plan.other_names:
        if other.email not in names:
            continue
        person = session.get_one(Person, people[other.email])
        person.given_name, person.surname = other.given_name, other.surname
        act = AuditAct.NAME_MENDED
        entries.append(record_act(session, act, by_id=by_id, subject_id=person.id, now=now))
    return entries


def ask_all(
    session: Session, plan: RosterPlan, place: RosterPlace, *, time_zone: str, now: datetime
) -> CarriedOut:
    """Ask everybody whom a leader's table names, and propose the pairs of those who are there."""
    by = IssuedBy(Issuer.LEADER, place.leader_id)
    team_id = place.team.id if place.team else None
    asked = [
        invitations.ask(
            session,
            Wish(
                email=wanted.email,
                given_name=wanted.given_name,
                surname=wanted.surname,
                roles=frozenset(wanted.roles),
                team_id=team_id,
                partner=plan.partner_of(wanted.email),
            ),
            by,
            time_zone=time_zone,
            now=now,
        )
        for wanted in (*plan.new, *plan.changed)
    ]
    teams = teams_by_name(session, plan, place, now=now)
    people = people_by_email(session, plan)
    form_pairs(
        session, plan.pairs, people, teams, by_id=place.leader_id, now=now,
        state=PairState.PROPOSED,
    )  # fmt: skip
    return CarriedOut(asked=tuple(asked))


def give_all(
    session: Session, plan: RosterPlan, place: RosterPlace, *, time_zone: str, now: datetime
) -> CarriedOut:
    """Give everybody what an administrator's table says, at once."""
    teams = teams_by_name(session, plan, place, now=now)
    people = people_by_email(session, plan)
    language = language_to_begin_in(session, by_id=place.leader_id)
    spoken = {"time_zone": time_zone, "language": language}
    made = [new_person(wanted, now=now, **spoken) for wanted in plan.new]
    session.add_all(made)
    session.flush()
    people.update({person.email: person.id for person in made})
    gains = gains_of(session, plan.changed, people, teams)
    give(session, (*plan.new, *plan.changed), people, teams)
    session.flush()
    sign_ins.end_everywhere(
        session, {gain.person_id for gain in gains if gain.act is AuditAct.ROLES_GIVEN}
    )
    entries = [
        record_act(
            session, gain.act, by_id=place.leader_id, subject_id=gain.person_id,
            team_id=gain.team_id, detail=gain.detail, now=now,
        )
        for gain in (*gains, *starts(plan.new, people, teams))
    ]  # fmt: skip
    form_pairs(session, plan.pairs, people, teams, by_id=place.leader_id, now=now)
    return CarriedOut(entries=tuple(entries))


@dataclass(frozen=True)
class Gain:
    """What a table adds for somebody who is there."""

    act: AuditAct
    person_id: int
    team_id: int | None = None
    detail: str = ""


def gains_of(session: Session, changed: Iterable[Wanted], people: Ids, teams: Ids) -> list[Gain]:
    """What a table adds for people who are there, so that they are told."""
    changed = list(changed)
    ids = [people[wanted.email] for wanted in changed]
    roles = queries.grouped(session, PersonRole.person_id, PersonRole.role, ids)
    member = queries.grouped(session, TeamMember.person_id, TeamMember.team_id, ids)
    leads = queries.grouped(session, TeamLeader.person_id, TeamLeader.team_id, ids)
    gains = []
    for wanted, person_id in zip(changed, ids, strict=True):
        new = wanted.roles - set(roles.get(person_id, ()))
        if new:
            gains.append(Gain(AuditAct.ROLES_GIVEN, person_id, detail=role_names(new)))
        places = {teams[name] for name in wanted.teams}
        if wanted.roles & set(SEATS):
            seats = sorted(places - set(member.get(person_id, ())))
            gains += [Gain(AuditAct.PUT_IN_TEAM, person_id, team) for team in seats]
        if Role.LEADER in wanted.roles:
            led = sorted(places - set(leads.get(person_id, ())))
            gains += [Gain(AuditAct.MADE_LEADER, person_id, team) for team in led]
    return gains


def starts(new: Iterable[Wanted], people: Ids, teams: Ids) -> Iterator[Gain]:
    """One line of the log for each account that a table makes. Its team, where it names one."""
    for wanted in new:
        team_id = teams[min(wanted.teams)] if len(wanted.teams) == 1 else None
        detail = role_names(wanted.roles)
        yield Gain(AuditAct.ACCOUNT_MADE, people[wanted.email], team_id, detail)


def teams_by_name(session: Session, plan: RosterPlan, place: RosterPlace, *, now: datetime) -> Ids:
    """The team behind each name; new ones are made. A leader's list is about one team alone."""
    if place.team is not None:
        return {place.team.name: place.team.id}
    made = [Team(name=name, created_at=now) for name in plan.teams]
    session.add_all(made)
    session.flush()
    for team in made:
        record_act(session, AuditAct.TEAM_MADE, by_id=place.leader_id, team_id=team.id, now=now)
    return {team.name: team.id for team in session.scalars(select(Team).order_by(Team.id.desc()))}


def people_by_email(session: Session, plan: RosterPlan) -> Ids:
    """The ids of everybody whom a plan names and who is there."""
    named = (*plan.changed, *plan.leaving, *plan.leaving_later, *plan.staying, *plan.new)
    emails = {wanted.email for wanted in named} | {other.email for other in plan.other_names}
    emails |= {email for pair in plan.pairs for email in (pair.rep, pair.support)}
    ids: Ids = {}
    for chunk in queries.chunks(sorted(emails)):
        rows = session.execute(select(Person.email, Person.id).where(Person.email.in_(chunk)))
        ids.update({row.email: row.id for row in rows})
    return ids


def new_person(wanted: Wanted, *, time_zone: str, language: str, now: datetime) -> Person:
    """An account without a password, for somebody who has not joined. Roles are given later."""
    return Person(
        email=wanted.email,
        given_name=wanted.given_name,
        surname=wanted.surname,
        time_zone=time_zone,
        language=language,
        created_at=now,
    )


def give(session: Session, everybody: Iterable[Wanted], people: Ids, teams: Ids) -> None:
    """Give the roles and the places that people do not have yet."""
    members, leaders = [], []
    everybody = list(everybody)
    for wanted in everybody:
        person_id = people[wanted.email]
        places = [{"team_id": teams[name], "person_id": person_id} for name in sorted(wanted.teams)]
        members += places if wanted.roles & set(SEATS) else []
        leaders += places if Role.LEADER in wanted.roles else []
    add_roles_of_many(session, {people[wanted.email]: wanted.roles for wanted in everybody})
    add_missing(session, TeamMember, members)
    add_missing(session, TeamLeader, leaders)


def form_pairs(
    session: Session,
    pairs: Iterable[WantedPair],
    people: Ids,
    teams: Ids,
    *,
    by_id: int | None,
    now: datetime,
    state: PairState = PairState.ACTIVE,
) -> None:
    """Form the pairs that a plan names; two who are a pair meanwhile are left as they are."""
    made = [
        Pair(
            team_id=teams[pair.team],
            rep_id=people[pair.rep],
            support_id=people[pair.support],
            state=state,
            created_at=now,
        )
        for pair in pairs
    ]
    session.add_all(made)
    session.flush()
    session.add_all(PairChange(pair_id=pair.id, state=state, at=now, by_id=by_id) for pair in made)
    act = AuditAct.PAIR_PROPOSED if state is PairState.PROPOSED else AuditAct.PAIR_FORMED
    for pair in made:
        forming.record(session, act, pair, by_id=by_id, now=now)
