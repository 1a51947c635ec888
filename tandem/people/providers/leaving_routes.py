"""How does somebody sign out at their provider, here and there; and part from it?"""

from __future__ import annotations

import logging

from flask import (
    Blueprint,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from tandem.mail import sending
from tandem.models import Person
from tandem.models.audit import record_act
from tandem.models.locking import hold
from tandem.people.accounts import sign_ins
from tandem.people.accounts.entering import forget_pages
from tandem.people.accounts.entering import sign_out as end_sign_in
from tandem.people.accounts.queries import person_unless_erased
from tandem.people.accounts.telling import tell
from tandem.people.accounts.ways_in import may_use_password, ways_in
from tandem.people.providers import discovery, identities, proof
from tandem.people.providers.faults import ProviderError
from tandem.people.providers.routes import kept, provider_named
from tandem.terms import AuditAct, Role
from tandem.web import clock, db
from tandem.web.access import EVERYBODY, SIGNED_IN, open_to, proof_first
from tandem.web.acts import records
from tandem.web.links import full_address
from tandem.web.provider_settings import Provider
from tandem.web.viewer import viewer

blueprint = Blueprint("leaving_providers", __name__)
log = logging.getLogger(__name__)


@blueprint.post("/login/with/<provider>/sign-out")
@open_to(EVERYBODY)
def sign_out(provider: str) -> ResponseReturnValue:
    """Sign out here, and lead on to the provider, which ends what it knows of."""
    own = provider_named(provider)
    if not current_user.is_authenticated or viewer().provider != own.name:
        return redirect(url_for("sign_in.login"), 303)
    who = viewer()
    id_token = sign_ins.id_token_of(db.session(), who.sign_in_id)
    with db.writing():
        end_sign_in(who.sign_in_id)
    logout_user()
    session.clear()
    address = way_out(own, id_token)
    if not address:
        flash(_("You are signed out."), "message")
        return forget_pages(make_response(redirect(url_for("sign_in.login"), 303)))
    page = render_template("people/providers/signed_out.html", provider=own, address=address)
    return forget_pages(make_response(page, 200, {"Refresh": f"0; url={address}"}))


@blueprint.post("/login/with/<provider>/ended")
@open_to(EVERYBODY)
def ended(provider: str) -> ResponseReturnValue:
    """The provider itself says that somebody has signed out there (back-channel logout)."""
    own = provider_named(provider)
    db.rest()
    try:
        token = request.form.get("logout_token", "")
        subject, at = proof.signed_out(token, own, kept(), now=clock.now())
    except ProviderError as error:
        log.warning("a message of %s was refused: %s", own.name, error)
        return "", 400
    with db.writing() as own_session:
        now = clock.now()
        for person_id in identities.end_sign_ins(own_session, own, subject=subject, at=at):
            act = AuditAct.PROVIDER_SIGNED_OUT
            record_act(own_session, act, by_id=None, subject_id=person_id, now=now)
    return "", 200


@blueprint.get("/account/providers")
@open_to(SIGNED_IN)
def providers() -> ResponseReturnValue:
    """By which providers the viewer comes in."""
    joined = identities.identities_of(db.session(), viewer().id)
    titles = {provider.issuer: provider.title for provider in ways_in().providers}
    return render_template(
        "people/providers/providers.html",
        joined=[titles.get(identity.issuer, identity.issuer) for identity in joined],
        may_part=may_part(),
    )


@blueprint.post("/account/providers/part")
@open_to(SIGNED_IN)
@proof_first("POST")
@records(AuditAct.PROVIDER_PARTED)
def part() -> ResponseReturnValue:
    """Come in by no provider any more, where there is another way."""
    if not may_part():
        flash(_("You would have no way in anymore."), "error")
        return redirect(url_for(".providers"), 303)
    with db.writing():
        part_from_providers(viewer().id)
    sending.send_soon()
    flash(_("Your account is no longer connected to a sign-in provider."), "success")
    return redirect(url_for(".providers"), 303)


@blueprint.post("/admin/people/<int:person_id>/providers/part")
@open_to(Role.ADMIN)
@proof_first("POST")
@records(AuditAct.PROVIDER_PARTED)
def part_person(person_id: int) -> ResponseReturnValue:
    """The same for somebody whose provider calls them otherwise now, or who is to use another."""
    person_unless_erased(db.session(), person_id)
    with db.writing():
        part_from_providers(person_id)
    sending.send_soon()
    flash(_("The account is connected again at the next sign-in by a provider."), "success")
    return redirect(url_for("administration.roles", person_id=person_id), 303)


def part_from_providers(person_id: int) -> None:
    """No provider opens the account any more, until one is joined again; its owner is told."""
    own, now = db.session(), clock.now()
    hold(own, Person.id == person_id, references_pass=True)
    if identities.part(own, person_id):
        act = AuditAct.PROVIDER_PARTED
        tell([record_act(own, act, by_id=viewer().id, subject_id=person_id, now=now)])


def may_part() -> bool:
    """Would the viewer still come in?"""
    by_password = viewer().has_password and may_use_password(viewer().email)
    return by_password or ways_in().mail_link


def way_out(own: Provider, id_token: str) -> str:
    """The address at the provider that signs out there; nothing where there is none to be had."""
    from authlib.common.urls import add_params_to_uri

    if not own.signs_out:
        return ""
    db.rest()
    try:
        places = discovery.places_of(own, kept(), now=clock.now())
    except ProviderError as error:
        log.warning("nobody can sign out at %s: %s", own.name, error)
        return ""
    after = {"client_id": own.client_id, "post_logout_redirect_uri": full_address("sign_in.login")}
    hint = {"id_token_hint": id_token} if id_token else {}
    found = add_params_to_uri(places.sign_out, [*hint.items(), *after.items()])
    return str(found) if places.sign_out else ""
