"""How does somebody come to hold more roles? Here alone, so that no way forgets who may know the
password that opens more from then on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tandem.models import Invitation, Letter, Person, PersonRole
from tandem.models.inserting import add_missing
from tandem.people.accounts import mail_change, sign_ins
from tandem.terms import SEATS, InvitationAnswer, Issuer, LetterKind, Role

# A link is made and its letter is written in one transaction.
WITHIN = timedelta(minutes=1)


def add_roles(session: Session, person: Person, roles: Iterable[Role]) -> frozenset[Role]:
    """Give somebody the roles that they do not hold yet; gives those."""
    new = frozenset(roles) - person.roles
    person.role_rows.extend(PersonRole(role=role) for role in sorted(new))
    end_passwords_behind_leaders_links(session, {person.id: new})
    return new


def add_roles_of_many(session: Session, wanted: Mapping[int, Collection[Role]]) -> None:
    """The same for many people by their ids, as a list of at most 20,000 rows names them."""
    more = [person_id for person_id, roles in wanted.items() if set(roles) - set(SEATS)]
    held = select(PersonRole.person_id, PersonRole.role).where(PersonRole.person_id.in_(more))
    before = {(row.person_id, row.role) for row in session.execute(held)}
    rows = [
        {"person_id": person_id, "role": role}
        for person_id, roles in wanted.items()
        for role in sorted(roles)
    ]
    add_missing(session, PersonRole, rows)
    gained = {
        person_id: [role for role in wanted[person_id] if (person_id, role) not in before]
        for person_id in more
    }
    end_passwords_behind_leaders_links(session, gained)


def end_passwords_behind_leaders_links(
    session: Session, gained: Mapping[int, Collection[Role]]
) -> None:
    """Where somebody gains more than the seats' roles: a password that was set behind a link which
    a leader could see lets nobody in anymore, for nobody has proven that the address is theirs.
    Nor does a sign-in that came by it, or another address that was asked for there.

    Whoever owns the address sets a new one by a letter or an administrator's link, or comes in by
    a provider.
    """
    more = [person_id for person_id, roles in gained.items() if set(roles) - set(SEATS)]
    ids = let_in_by_seen_links(session, more) if more else []
    if not ids:
        return
    session.execute(update(Person).where(Person.id.in_(ids)).values(password_hash=None))
    for person_id in ids:
        mail_change.withdraw(session, person_id)
    sign_ins.end_everywhere(session, ids)


def let_in_by_seen_links(session: Session, ids: Collection[int]) -> list[int]:
    """Which of these came in by a leader's link that was not mailed to them: where no mail can be
    sent, the leader sees it. Two queries."""
    links = select(Invitation.person_id, Invitation.sent_at).where(
        Invitation.person_id.in_(ids),
        Invitation.issuer == Issuer.LEADER,
        Invitation.lets_in,
        Invitation.answer == InvitationAnswer.YES,
    )
    letters = select(Letter.person_id, Letter.created_at).where(
        Letter.person_id.in_(ids), Letter.kind == LetterKind.INVITATION
    )
    mailed = [(row.person_id, row.created_at) for row in session.execute(letters)]
    return sorted(
        {
            link.person_id
            for link in session.execute(links)
            if not any(
                person_id == link.person_id and timedelta() <= at - link.sent_at <= WITHIN
                for person_id, at in mailed
            )
        }
    )
