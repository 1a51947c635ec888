"""What issues an invitation, sends it again, takes it back and answers it?

A leader asks: roles and team come with the yes. Administrators and the command line give at once,
and the person is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tandem.content.spelling import address_of, name_of
from tandem.models import (
    AuditEntry,
    Invitation,
    Person,
    PersonRole,
    TeamMember,
    Ticket,
)
from tandem.models.audit import record_act
from tandem.models.inserting import add_missing
from tandem.people import forming
from tandem.people.accounts import actions as accounts
from tandem.people.accounts import sign_ins
from tandem.people.accounts.queries import language_to_begin_in, person_by_email
from tandem.people.accounts.roles import add_roles
from tandem.people.invitations import queries
from tandem.terms import AuditAct, InvitationAnswer, Issuer, PairState, Role


@dataclass(frozen=True)
class Wish:
    """Who is to join, as whoever issues the invitation says it."""

    email: str
    given_name: str
    surname: str
    roles: frozenset[Role]
    team_id: int | None = None
    partner: str = ""
    has_agreed: bool = False


@dataclass(frozen=True)
class IssuedBy:
    """Who issues an invitation, and as what. The command line has no id."""

    issuer: Issuer
    person_id: int | None = None


@dataclass(frozen=True)
class Invited:
    """What became of it. `token` is None where somebody has an account and gained at once."""

    person: Person
    invitation: Invitation | None
    token: str | None
    entries: tuple[AuditEntry, ...] = ()


def ask(session: Session, wish: Wish, by: IssuedBy, *, time_zone: str, now: datetime) -> Invited:
    """Ask somebody to join a team. Nothing is given before a yes, whoever it is.

    What the same leader asked before is taken back, so that one link works.
    """
    person = account_for(session, wish, by, time_zone=time_zone, now=now)
    earlier = select(Invitation).where(
        Invitation.by_id == by.person_id,
        Invitation.team_id == wish.team_id,
        Invitation.email == address_of(wish.email),
        Invitation.answer.is_(None),
    )
    for invitation in session.scalars(earlier).all():
        end(session, invitation, InvitationAnswer.WITHDRAWN, now=now)
    session.flush()
    invitation = new_invitation(session, wish, by, person=person, now=now)
    record(session, AuditAct.ASKED, invitation, by_id=by.person_id, now=now)
    return Invited(person, invitation, new_link(session, invitation, person, now=now))


def invite_at_once(
    session: Session, wish: Wish, by: IssuedBy, *, time_zone: str, now: datetime
) -> Invited:
    """Give somebody roles and a place in a team; whoever is not here yet gets a link.

    For administrators and the command line alone.
    """
    person = account_for(session, wish, by, time_zone=time_zone, now=now)
    entries = give(session, person, wish.roles, team_id=wish.team_id, by_id=by.person_id, now=now)
    if person.has_joined:
        return Invited(person, None, None, entries)
    invitation, token = let_in(session, person, by, now=now)
    return Invited(person, invitation, token, entries)


def let_in(
    session: Session, person: Person, by: IssuedBy, *, now: datetime
) -> tuple[Invitation, str]:
    """An invitation, with its link, into an account that is there and that nobody has joined yet.

    For administrators and the command line alone. Their earlier links into it stop working.
    """
    earlier = select(Invitation).where(
        Invitation.person_id == person.id,
        Invitation.issuer != Issuer.LEADER,
        Invitation.answer.is_(None),
    )
    for invitation in session.scalars(earlier).all():
        end(session, invitation, InvitationAnswer.WITHDRAWN, now=now)
    session.flush()
    wish = Wish(person.email, person.given_name, person.surname, person.roles)
    invitation = new_invitation(session, wish, by, person=person, now=now)
    record(session, AuditAct.LINK_TO_JOIN, invitation, by_id=by.person_id, now=now)
    return invitation, new_link(session, invitation, person, now=now)


def account_for(
    session: Session, wish: Wish, by: IssuedBy, *, time_zone: str, now: datetime
) -> Person:
    """The account of that address; a new one holds nothing, and reads what its inviter reads."""
    person = person_by_email(session, wish.email)
    return person or accounts.create_person(
        session,
        wish.email,
        given_name=wish.given_name,
        surname=wish.surname,
        roles=(),
        time_zone=time_zone,
        now=now,
        language=language_to_begin_in(session, by_id=by.person_id),
    )


def new_invitation(
    session: Session, wish: Wish, by: IssuedBy, *, person: Person, now: datetime
) -> Invitation:
    """A row of an invitation; its link is made next."""
    invitation = Invitation(
        person_id=person.id,
        team_id=wish.team_id,
        by_id=by.person_id,
        issuer=by.issuer,
        email=address_of(wish.email),
        given_name=name_of(wish.given_name),
        surname=name_of(wish.surname),
        role_names=role_names(wish.roles),
        partner=wish.partner,
        has_agreed=wish.has_agreed,
        at=now,
        sent_at=now,
        expires_at=now,
    )
    session.add(invitation)
    session.flush()
    return invitation


def new_link(session: Session, invitation: Invitation, person: Person, *, now: datetime) -> str:
    """A fresh link for an invitation; the one before stops working. The others are not touched."""
    invitation.sent_at = now
    invitation.expires_at = now + accounts.LIFETIMES["invite"]
    invitation.lets_in = queries.may_open(session, invitation, person, now=now)
    end_links(session, invitation, now=now)
    return accounts.add_ticket(
        session, "invite", person_id=person.id, invitation_id=invitation.id, now=now
    )


def ask_again(session: Session, invitation: Invitation, person: Person, *, now: datetime) -> str:
    """Send an invitation once more, by whoever issued it."""
    token = new_link(session, invitation, person, now=now)
    act = AuditAct.LINK_TO_JOIN if invitation.lets_in else AuditAct.ASKED_AGAIN
    record(session, act, invitation, by_id=invitation.by_id, now=now)
    return token


def withdraw(session: Session, invitation: Invitation, *, now: datetime) -> None:
    """Take an invitation back; its link stops working."""
    end(session, invitation, InvitationAnswer.WITHDRAWN, now=now)
    record(session, AuditAct.ASK_WITHDRAWN, invitation, by_id=invitation.by_id, now=now)


def refuse(session: Session, invitation: Invitation, *, now: datetime) -> None:
    """Somebody says no. Nothing has been given."""
    end(session, invitation, InvitationAnswer.NO, now=now)
    by_id = invitation.person_id
    record(session, AuditAct.SAID_NO, invitation, by_id=by_id, now=now)


def accept(session: Session, invitation: Invitation, person: Person, *, now: datetime) -> None:
    """Somebody says yes: a leader's invitation gives its roles and its team now."""
    end(session, invitation, InvitationAnswer.YES, now=now)
    if invitation.issuer is not Issuer.LEADER:
        return
    record(session, AuditAct.SAID_YES, invitation, by_id=person.id, now=now)
    if add_roles(session, person, invitation.roles):
        sign_ins.end_all(session, person.id)
    place = {"team_id": invitation.team_id, "person_id": person.id}
    add_missing(session, TeamMember, [place])
    session.flush()
    propose_from_list(session, invitation, person, now=now)


def join(session: Session, invitation: Invitation, person: Person, *, now: datetime) -> None:
    """Somebody takes up the invitation that let them in."""
    record_act(session, AuditAct.JOINED, by_id=person.id, subject_id=person.id, now=now)
    accept(session, invitation, person, now=now)


def give(
    session: Session,
    person: Person,
    roles: Iterable[Role],
    *,
    team_id: int | None,
    by_id: int | None,
    now: datetime,
) -> tuple[AuditEntry, ...]:
    """Roles and a place in a team, at once. Gives what the person is to be told.

    Whoever's rights change signs in anew.
    """
    new = add_roles(session, person, roles)
    acts: list[tuple[AuditAct, int | None, str]] = []
    if new:
        sign_ins.end_all(session, person.id)
        acts.append((AuditAct.ROLES_GIVEN, None, role_names(new)))
    if team_id is not None and session.get(TeamMember, (team_id, person.id)) is None:
        session.add(TeamMember(team_id=team_id, person_id=person.id))
        acts.append((AuditAct.PUT_IN_TEAM, team_id, ""))
    return tuple(
        record_act(
            session, act, by_id=by_id, subject_id=person.id, team_id=team, detail=detail, now=now
        )
        for act, team, detail in acts
    )


def end(
    session: Session, invitation: Invitation, answer: InvitationAnswer, *, now: datetime
) -> None:
    """Close an invitation; its links open nothing anymore."""
    invitation.answer, invitation.answered_at = answer, now
    end_links(session, invitation, now=now)


def end_links(session: Session, invitation: Invitation, *, now: datetime) -> None:
    """The links of one invitation stop working."""
    session.execute(
        update(Ticket)
        .where(Ticket.invitation_id == invitation.id, Ticket.used_at.is_(None))
        .values(used_at=now)
    )


def record(
    session: Session, act: AuditAct, invitation: Invitation, *, by_id: int | None, now: datetime
) -> None:
    """Note an act on an invitation, with its team and its roles."""
    record_act(
        session,
        act,
        by_id=by_id,
        subject_id=invitation.person_id,
        team_id=invitation.team_id,
        detail=invitation.role_names,
        now=now,
    )


def propose_from_list(
    session: Session, invitation: Invitation, person: Person, *, now: datetime
) -> None:
    """Propose the pairs that a leader names, once both are in the team.

    Whoever comes second finds the other; the two still say yes to each other, unless their
    invitations say that they have.
    """
    theirs = select(Invitation.email).where(
        Invitation.team_id == invitation.team_id,
        Invitation.answer == InvitationAnswer.YES,
        Invitation.partner == invitation.email,
    )
    emails = {invitation.partner, *session.scalars(theirs)}
    asked = select(Invitation.person_id).where(
        Invitation.team_id == invitation.team_id,
        Invitation.answer == InvitationAnswer.YES,
        Invitation.email.in_(emails),
    )
    wanted = Person.email.in_(emails) | Person.id.in_(asked)
    in_team = select(TeamMember.person_id).where(TeamMember.team_id == invitation.team_id)
    query = select(Person.id).where(wanted, Person.id.in_(in_team), Person.id != person.id)
    agreed = queries.agreed_partner(session, invitation)
    for partner_id in session.scalars(query.order_by(Person.id)).all():
        both = agreed is not None and agreed.person_id == partner_id
        propose(session, invitation, person.id, partner_id, has_agreed=both, now=now)


def propose(
    session: Session,
    invitation: Invitation,
    person_id: int,
    partner_id: int,
    *,
    has_agreed: bool,
    now: datetime,
) -> None:
    """A pair of these two; nothing where roles do not fit or they are one.

    Proposed to both, also where they have agreed but one belongs to another team.
    """
    roles = select(PersonRole).where(PersonRole.person_id.in_([person_id, partner_id]))
    held = {(row.person_id, row.role) for row in session.scalars(roles)}
    rep_id, support_id = person_id, partner_id
    if Role.REP not in invitation.roles or (partner_id, Role.SUPPORT) not in held:
        rep_id, support_id = partner_id, person_id
    fits = {(rep_id, Role.REP), (support_id, Role.SUPPORT)} <= held
    if fits and invitation.team_id is not None:
        at_once = has_agreed and not forming.belong_elsewhere(
            session, [rep_id, support_id], team_id=invitation.team_id
        )
        forming.form_pair(
            session,
            team_id=invitation.team_id,
            rep_id=rep_id,
            support_id=support_id,
            by_id=invitation.by_id,
            now=now,
            state=PairState.ACTIVE if at_once else PairState.PROPOSED,
        )


def role_names(roles: Collection[Role]) -> str:
    """Roles as they are kept in one column, parted by commas."""
    return ",".join(role for role in Role if role in roles)
