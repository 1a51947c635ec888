"""How are rights given and taken, once it was said what that means for others?"""

from __future__ import annotations

from datetime import datetime

from flask import current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.mail import sending
from tandem.models import Person
from tandem.models.locking import hold
from tandem.people.accounts.entering import stay_in
from tandem.people.accounts.queries import person_unless_erased
from tandem.people.accounts.telling import tell
from tandem.people.administration import queries
from tandem.people.administration.touched import ChosenRights, touched_by
from tandem.people.leaving import administers_alone, before_closing, let_go, note_leaderless
from tandem.people.reopening import closing
from tandem.people.teams import actions
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, undo
from tandem.web.viewer import viewer

UNDO = "administration.undo_close"
RECORDED = (
    *(AuditAct.ROLES_GIVEN, AuditAct.ROLES_TAKEN, AuditAct.OPENED, AuditAct.CLOSED),
    *(AuditAct.TEAM_LEADERLESS, AuditAct.SEAT_WITHOUT_ROLE),
)


def set_rights(
    person_id: int, chosen: ChosenRights, *, agreed_to: str | None = None
) -> ResponseReturnValue | str:
    """Give and take rights and go to the page of the account; or say why that cannot be.

    Where others are touched it is done only for whoever agrees to just that. Everybody else goes
    to the page that says what follows.
    """
    now = clock.now()
    with db.writing() as session:
        # Two who take each other's role, or close the same account, at once wait here.
        hold(session, queries.is_administrator(), references_pass=True)
        person = person_unless_erased(session, person_id)
        if fault := hindrance(person, chosen):
            return fault
        touched = touched_by(session, person, chosen)
        if touched.is_anything and touched.mark != agreed_to:
            if agreed_to is not None:
                flash(_("Something has changed meanwhile. Please look once more."), "error")
            return redirect(question_address(person_id, chosen), 303)
        closes = person.is_active and not chosen.is_open
        before = before_closing(session, person_id) if closes else []
        change_rights(person, chosen, now=now)
    sending.send_soon()
    flash(_("Saved. The account is closed.") if closes else _("Saved."), "success")
    offer = undo.signed(UNDO, closing(person_id, before, now=now)) if closes else None
    return redirect(url_for("administration.roles", person_id=person_id, undo=offer), 303)


def question_address(person_id: int, chosen: ChosenRights) -> str:
    """The page that says what these rights mean for others, before they are given and taken."""
    return url_for(
        "rights.take_away",
        person_id=person_id,
        role=sorted(chosen.roles),
        open="yes" if chosen.is_open else "no",
    )


def hindrance(person: Person, chosen: ChosenRights) -> str:
    """Why these rights cannot be given and taken: somebody must stay able to administer, and come
    in when the provider is down."""
    if Role.ADMIN in chosen.roles and chosen.is_open:
        return ""
    emergency = current_app.config["EMERGENCY_ADMIN"]
    if person.email == emergency and person.is_active and Role.ADMIN in person.roles:
        said = _(
            "This is the emergency administrator, who comes in when the provider is down."
            " Whoever runs the site names another one first. Nothing was changed."
        )
        return str(said)
    if administers_alone(db.session(), person.id):
        return str(_("Make somebody else an administrator first."))
    return ""


def change_rights(person: Person, chosen: ChosenRights, *, now: datetime) -> None:
    """Set roles, open or close the account, and tell the person; the administrators are held."""
    session, by_id = db.session(), viewer().id
    if person.is_active and not chosen.is_open:
        say_leaderless(let_go(session, person.id, by_id=by_id, now=now))
    leads_no_more = person.is_active and Role.LEADER in person.roles - chosen.roles
    entries = actions.set_roles(
        session, person, chosen.roles, is_active=chosen.is_open, by_id=by_id, now=now
    )
    if leads_no_more:
        say_leaderless(note_leaderless(session, person.id, by_id=by_id, now=now))
    tell(entries)
    stay_in()


def say_leaderless(teams: list[str]) -> None:
    """Say which teams nobody leads any more."""
    if teams:
        flash(_("Nobody leads these teams now: %(teams)s.", teams=", ".join(teams)), "message")
