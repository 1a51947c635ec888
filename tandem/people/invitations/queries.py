"""Who is asked to join what, does the invitation still stand, and what may its link open?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

from sqlalchemy import Select, bindparam, or_, select, true
from sqlalchemy.orm import Session, joinedload

from tandem.content.same_text import has_words
from tandem.figures.paging import PageOf, page_of
from tandem.models import Invitation, Pair, Person, ScimUser, Team, TeamLeader, TeamMember, Ticket
from tandem.models.long_lists import by_ids
from tandem.models.rows import first_of, full_name, is_any
from tandem.people.accounts.queries import live_ticket, person_by_id
from tandem.people.invitations.rules import Rights, may_let_in
from tandem.terms import InvitationAnswer, Issuer, PairState, Role

# How long a team's page shows that somebody has said yes or no.
ANSWER_IS_SHOWN = timedelta(days=30)
# An invitation is sent again once a day at most.
BETWEEN = timedelta(days=1)
ANSWERS_SHOWN = 20


class AskedState(StrEnum):
    """What a leader sees of an invitation: never whether there is an account."""

    WAITS = "waits"
    OUT_OF_DATE = "out_of_date"
    SAID_NO = "said_no"
    SAID_YES = "said_yes"


class LinkOpens(StrEnum):
    """Where the link of an invitation leads."""

    ACCOUNT = "account"
    REQUESTS = "requests"
    OTHER_LINK = "other_link"


@dataclass(frozen=True)
class AskedPerson:
    """Somebody who was asked, as the issuer typed them."""

    id: int
    name: str
    email: str
    roles: tuple[Role, ...]
    by_name: str
    is_own: bool
    at: datetime
    state: AskedState
    # When they answered; else when the invitation ends, or ended.
    until: datetime


@dataclass(frozen=True)
class OpenedLink:
    """The invitation behind a link, whom it is for, and what it may do now."""

    invitation: Invitation
    ticket: Ticket
    person: Person
    opens: LinkOpens


def asked_in_team(
    session: Session, team_id: int, *, reader_id: int, search: str, page: int, now: datetime
) -> PageOf[AskedPerson]:
    """One page of whom a team's leaders have asked, by surname, and what became of it: those in
    whose names and addresses all these words are. Two queries."""
    lately = Invitation.answer.in_([InvitationAnswer.NO, InvitationAnswer.YES]) & (
        Invitation.answered_at > now - ANSWER_IS_SHOWN
    )
    of_team = (Invitation.team_id == team_id, Invitation.issuer == Issuer.LEADER)
    names = (
        select(Invitation.id, Invitation.given_name, Invitation.surname, Invitation.email)
        .where(*of_team, or_(Invitation.answer.is_(None), lately))
        .order_by(Invitation.surname, Invitation.given_name, Invitation.id)
    )
    ids = [row.id for row in session.execute(names) if has_words(search, full_name(row), row.email)]
    found = page_of(ids, wanted=page)
    query = select(Invitation).where(Invitation.id.in_(found.rows))
    rows = by_ids(session.scalars(query.options(joinedload(Invitation.by))), found.rows)
    return found.with_rows(asked(row, reader_id=reader_id, now=now) for row in rows)


def waits_for_own(session: Session, team_id: int, *, by_id: int) -> bool:
    """Has this leader asked somebody who has not answered?"""
    query = select(Invitation.id).where(
        Invitation.team_id == team_id,
        Invitation.by_id == by_id,
        Invitation.issuer == Issuer.LEADER,
        Invitation.answer.is_(None),
    )
    return is_any(session, query)


def asked(row: Invitation, *, reader_id: int, now: datetime) -> AskedPerson:
    """An invitation as it is shown to the team's leaders."""
    waits = AskedState.WAITS if row.expires_at > now else AskedState.OUT_OF_DATE
    answers = {InvitationAnswer.NO: AskedState.SAID_NO, InvitationAnswer.YES: AskedState.SAID_YES}
    return AskedPerson(
        id=row.id,
        name=row.asked_name,
        email=row.email,
        roles=row.roles,
        by_name=row.by.name if row.by else "",
        is_own=row.by_id == reader_id and row.answer is None,
        at=row.sent_at,
        state=answers[row.answer] if row.answer else waits,
        until=row.answered_at or row.expires_at,
    )


def own_invitation(session: Session, invitation_id: int, *, team_id: int, by_id: int) -> Invitation:
    """An open invitation that this leader has issued for this team. Raises NoResultFound."""
    query = select(Invitation).where(
        Invitation.id == invitation_id,
        Invitation.team_id == team_id,
        Invitation.by_id == by_id,
        Invitation.issuer == Issuer.LEADER,
        Invitation.answer.is_(None),
    )
    return session.scalars(query.options(joinedload(Invitation.by))).one()


def to_ask_again(session: Session, team_id: int, *, by_id: int, now: datetime) -> list[Invitation]:
    """The open invitations of one issuer in a team of which no mail went out today."""
    query = select(Invitation).where(
        Invitation.team_id == team_id,
        Invitation.by_id == by_id,
        Invitation.issuer == Issuer.LEADER,
        Invitation.answer.is_(None),
        Invitation.sent_at <= now - BETWEEN,
    )
    return list(session.scalars(query.order_by(Invitation.id)))


def requests_to(session: Session, person_id: int, *, now: datetime) -> list[Invitation]:
    """What leaders ask somebody and is not answered, oldest first. One query where nothing is."""
    rows = session.scalars(open_requests(), {"person": person_id, "now": now}).unique().all()
    return [row for row in rows if still_stands(session, row)]


@cache
def open_requests() -> Select[Invitation]:
    """What one `person` was asked and may still answer `now`, oldest first."""
    return (
        with_names()
        .where(
            Invitation.person_id == bindparam("person"),
            Invitation.issuer == Issuer.LEADER,
            Invitation.answer.is_(None),
            Invitation.expires_at > bindparam("now"),
        )
        .order_by(Invitation.id)
    )


def answered_by(session: Session, person_id: int) -> list[Invitation]:
    """The newest answers that somebody has given. One query."""
    query = with_names().where(
        Invitation.person_id == person_id,
        Invitation.issuer == Issuer.LEADER,
        Invitation.answer.is_not(None),
    )
    rows = session.scalars(query.order_by(Invitation.id.desc()).limit(ANSWERS_SHOWN))
    return list(rows.unique())


def request_to(session: Session, person_id: int, *, invitation_id: int) -> Invitation:
    """What a leader asked this person, answered or not. Raises NoResultFound."""
    query = with_names().where(
        Invitation.id == invitation_id,
        Invitation.person_id == person_id,
        Invitation.issuer == Issuer.LEADER,
    )
    return session.scalars(query).unique().one()


def with_names() -> Select[Invitation]:
    """Invitations with whoever issued them and the team."""
    return select(Invitation).options(joinedload(Invitation.by), joinedload(Invitation.team))


def opened_link(session: Session, token: str, *, now: datetime) -> OpenedLink | None:
    """What a link opens at this moment; None where it was used, replaced, or no longer stands."""
    ticket = live_ticket(session, token, purpose="invite", now=now)
    if ticket is None or ticket.invitation_id is None:
        return None
    query = with_names().where(Invitation.id == ticket.invitation_id)
    invitation = session.scalars(query).unique().one()
    person = person_by_id(session, invitation.person_id)
    is_open = invitation.answer is None and invitation.expires_at > now and person.is_active
    if not is_open or not still_stands(session, invitation):
        return None
    return OpenedLink(invitation, ticket, person, link_opens(session, invitation, person, now=now))


def link_opens(
    session: Session, invitation: Invitation, person: Person, *, now: datetime
) -> LinkOpens:
    """Where a link leads now: what was given since it was made counts, and who else invites."""
    if person.has_joined:
        return LinkOpens.REQUESTS
    # Of two leaders the first one lets in: only what stands above both is looked for again.
    others = other_issuers(session, invitation, now=now, but=Issuer.LEADER)
    rights, team_id = rights_of(session, person), invitation.team_id
    if invitation.lets_in and may_let_in(invitation.issuer, rights, team_id=team_id, others=others):
        return LinkOpens.ACCOUNT
    return LinkOpens.OTHER_LINK


def still_stands(session: Session, invitation: Invitation) -> bool:
    """Could its issuer still issue it? Whoever has left, or leads no more, lets nobody in."""
    if invitation.issuer is Issuer.COMMAND:
        return True
    issuer = person_by_id(session, invitation.by_id or 0)
    if invitation.issuer is Issuer.ADMIN:
        return issuer.is_active and Role.ADMIN in issuer.roles
    leads = session.get(TeamLeader, (invitation.team_id, issuer.id)) is not None
    return issuer.is_active and Role.LEADER in issuer.roles and leads


def team_name(session: Session, team_id: int | None) -> str:
    """What a team is called; nothing where there is none."""
    return session.get_one(Team, team_id).name if team_id is not None else ""


def rights_of(session: Session, person: Person) -> Rights:
    """What an account holds now. Three queries."""
    teams = select(TeamMember.team_id).where(TeamMember.person_id == person.id)
    leads = select(TeamLeader.team_id).where(TeamLeader.person_id == person.id)
    return Rights(
        roles=person.roles,
        teams=frozenset(session.scalars(teams)),
        leads=frozenset(session.scalars(leads)),
        is_of_directory=session.get(ScimUser, person.id) is not None,
    )


def may_open(session: Session, invitation: Invitation, person: Person, *, now: datetime) -> bool:
    """May a link of this invitation that is made now open the account? Four queries at most."""
    return not person.has_joined and may_let_in(
        invitation.issuer,
        rights_of(session, person),
        team_id=invitation.team_id,
        others=other_issuers(session, invitation, now=now),
    )


def other_issuers(
    session: Session, invitation: Invitation, *, now: datetime, but: Issuer | None = None
) -> set[int | None]:
    """Who else has an open invitation that lets into the same account; `but` leaves a kind out."""
    query = select(Invitation.by_id).where(
        Invitation.person_id == invitation.person_id,
        Invitation.answer.is_(None),
        Invitation.lets_in,
        Invitation.expires_at > now,
        Invitation.issuer != but if but else true(),
    )
    return set(session.scalars(query)) - {invitation.by_id}


def to_invite(session: Session, team_id: int | None, *, now: datetime) -> list[Person]:
    """Who was brought in, is not here yet and has had no invitation today; in a team or anywhere.

    Whoever a leader has asked holds nothing yet and is left to that leader.
    """
    invited_today = (
        select(Ticket.id)
        .where(
            Ticket.person_id == Person.id,
            Ticket.purpose == "invite",
            Ticket.created_at > now - BETWEEN,
        )
        .exists()
    )
    query = select(Person).where(
        Person.role_rows.any(),
        Person.joined_at.is_(None),
        Person.is_active,
        Person.is_sample.is_(False),
        ~invited_today,
    )
    if team_id is not None:
        query = query.join(TeamMember, TeamMember.person_id == Person.id)
        query = query.where(TeamMember.team_id == team_id)
    query = query.options(joinedload(Person.role_rows)).order_by(Person.folded_name, Person.id)
    return list(session.scalars(query).unique())


def has_partner(session: Session, person_id: int) -> bool:
    """Does somebody sit in a pair that has not ended, as one from a list may before they join?"""
    query = select(Pair.id).where(
        or_(Pair.rep_id == person_id, Pair.support_id == person_id), Pair.state != PairState.ENDED
    )
    return session.scalar(query.limit(1)) is not None


def agreed_partner(session: Session, invitation: Invitation) -> Invitation | None:
    """The invitation of the other with whom somebody has agreed to be a pair, if the same leader
    says so of both and each invitation makes an account: nobody who has one is bound by it."""
    if not (invitation.has_agreed and invitation.lets_in):
        return None
    query = select(Invitation).where(
        Invitation.team_id == invitation.team_id,
        Invitation.by_id == invitation.by_id,
        Invitation.email == invitation.partner,
        Invitation.partner == invitation.email,
        Invitation.has_agreed,
        Invitation.lets_in,
        Invitation.answer.is_(None) | (Invitation.answer == InvitationAnswer.YES),
    )
    return first_of(session, query.order_by(Invitation.id.desc()))
