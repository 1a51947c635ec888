"""How is an invitation made, shown and mailed?"""

from __future__ import annotations

from collections.abc import Iterable

from flask import current_app, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.mail import letters, sending
from tandem.models import Person
from tandem.people.accounts import actions as accounts
from tandem.people.teams import actions
from tandem.people.teams.forms import InviteForm
from tandem.terms import LetterKind, Role
from tandem.web import clock, db, submit_once
from tandem.web.links import full_address
from tandem.web.viewer import viewer


def record_invitation(
    form: InviteForm, address: str, *, team_id: int | None
) -> ResponseReturnValue:
    """Invite once, however often the form is sent; show the link and mail it."""
    with submit_once.recording(form, leads_to=address) as recording:
        invitation = actions.invite(
            db.session(),
            form.email.data,
            given_name=form.given_name.data,
            surname=form.surname.data,
            roles=[Role(form.role.data)],
            team_id=team_id,
            time_zone=viewer().time_zone,
            now=clock.now(),
        )
        show_invitation(invitation)
        answer = recording.done()
    sending.send_soon()
    return answer


def show_invitation(invitation: actions.Invitation) -> None:
    """Show the link for copying, once, and put the letter into the outbox."""
    person = invitation.person
    if invitation.token is None:
        flash(_("%(name)s has an account and can start at once.", name=person.name), "success")
        return
    link = full_address("accounts.invite", token=invitation.token)
    flash(link, "link")
    if sending.can_send():
        post_invitation(person, link, sender=viewer().name)


def post_invitation(person: Person, link: str, *, sender: str) -> None:
    """Put the invitation into the outbox, in the language of whoever is invited."""
    with letters.reading_as(current_app, person.language):
        letter = letters.short_letter(
            "people/teams/mail_invite.txt",
            subject=_("%(name)s invites you to Tandem", name=sender),
            link=link,
            button=_("Join"),
            person=person,
            sender=sender,
        )
    accounts.post_letter(
        db.session(),
        person,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        kind=LetterKind.INVITATION,
        now=clock.now(),
    )


def invite_each(waiting: Iterable[Person], *, sender: str) -> list[tuple[Person, str]]:
    """A fresh link for each of these people, with its letter where mail can be sent."""
    made = []
    for person in waiting:
        token = accounts.issue_ticket(db.session(), "invite", person_id=person.id, now=clock.now())
        link = full_address("accounts.invite", token=token)
        if sending.can_send():
            post_invitation(person, link, sender=sender)
        made.append((person, link))
    return made
