"""How does an invitation reach somebody? By mail, or as a link to copy where no mail is sent."""

from __future__ import annotations

from collections.abc import Iterable

from flask import current_app, flash
from flask_babel import gettext as _

from tandem.mail import letters, sending
from tandem.models import Invitation, Person
from tandem.people.accounts.telling import post
from tandem.people.invitations import actions, queries
from tandem.people.invitations.actions import IssuedBy
from tandem.terms import LetterKind
from tandem.web import clock, db
from tandem.web.links import full_address


def hand_over(invitation: Invitation, person: Person, token: str, *, sender: str) -> None:
    """Mail a link, or show it once to whoever issued it where no mail can be sent.

    To the issuer it looks the same whether there is an account or not. A closed account gets no
    letter.
    """
    link = full_address("invitations.join", token=token)
    if not sending.can_send():
        # Several may stand on one page: each says whose it is.
        flash(f"{invitation.asked_name}\n{link}", "link")
    elif person.is_active:
        post_invitation(invitation, person, link, sender=sender)


def post_invitation(invitation: Invitation, person: Person, link: str, *, sender: str) -> None:
    """Put the letter into the outbox, in the language of whoever is invited."""
    with letters.reading_as(current_app, person.language):
        letter = letters.short_letter(
            "people/invitations/mail_invite.txt",
            subject=_("%(name)s invites you to [Tandem]", name=sender),
            link=link,
            button=_("Join") if invitation.lets_in else _("Look at it"),
            person=person,
            invitation=invitation,
            team=queries.team_name(db.session(), invitation.team_id),
            sender=sender,
        )
    post(person, letter, LetterKind.INVITATION)


def invite_each(
    waiting: Iterable[Person], by: IssuedBy, *, sender: str
) -> list[tuple[Person, str]]:
    """A fresh link for each of these people, with its letter where mail can be sent.

    For administrators and the command line alone.
    """
    made = []
    for person in waiting:
        invitation, token = actions.let_in(db.session(), person, by, now=clock.now())
        link = full_address("invitations.join", token=token)
        if sending.can_send():
            post_invitation(invitation, person, link, sender=sender)
        made.append((person, link))
    return made
