"""How does somebody come in by a sign-in provider?"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
)
from flask.typing import ResponseReturnValue

from tandem.mail import sending
from tandem.models.audit import record_act
from tandem.people.accounts import acts
from tandem.people.accounts.entering import (
    SignInOutcome,
    enter_or_wait,
    go_on,
    on_to_second_step,
    wanted_here,
)
from tandem.people.accounts.queries import person_by_email
from tandem.people.accounts.sign_ins import CameBy
from tandem.people.accounts.telling import tell
from tandem.people.providers import discovery, identities, proof, under_way
from tandem.people.providers.claims import shown_at, wanted_by
from tandem.people.providers.discovery import Kept
from tandem.people.providers.faults import ProviderError, ProviderFault
from tandem.people.providers.identities import Known
from tandem.people.providers.proof import Errand, Said
from tandem.people.providers.taking import NotTaken, Taking, hold_what_decides, take
from tandem.people.providers.under_way import WayThere
from tandem.people.providers.words import hindrance_words, trouble_words
from tandem.terms import AuditAct
from tandem.web import beside, clock, db, throttle
from tandem.web.access import EVERYBODY, PROOF_HOLDS, open_to
from tandem.web.links import full_address
from tandem.web.provider_settings import Provider

blueprint = Blueprint("providers", __name__)
log = logging.getLogger(__name__)
KEPT = "kept_of_providers"
# Whoever was to show once more who they are has done so this short a while ago.
JUST_NOW = timedelta(minutes=5)


def init_app(app: Flask) -> None:
    """Keep what this process has learned of providers."""
    app.extensions[KEPT] = Kept()


@blueprint.get("/login/with/<provider>")
@open_to(EVERYBODY)
def start(provider: str) -> ResponseReturnValue:
    """To the provider. `again` asks whoever is signed in there to show once more who they are."""
    own, errand = provider_named(provider), Errand.new()
    way = WayThere(own.name, errand, wanted_here(), asks_again="again" in request.args)
    db.rest()
    try:
        places = discovery.places_of(own, kept(), now=clock.now())
    except ProviderError as error:
        return trouble(own, error)
    under_way.set_out(way)
    back_here, again = address_back(own), way.asks_again
    return redirect(proof.way_there(own, places, errand, back=back_here, asks_again=again))


@blueprint.get("/login/with/<provider>/back")
@open_to(EVERYBODY)
def back(provider: str) -> ResponseReturnValue:
    """Back from the provider. Looking writes nothing: the page sends on what it was given."""
    own = provider_named(provider)
    if not under_way.is_expected(own.name, request.args.get("state", "")):
        return trouble(own, ProviderError(ProviderFault.NOT_ASKED))
    names = ("state", "code", "iss", "error")
    given = {name: request.args[name] for name in names if name in request.args}
    return render_template("people/providers/back.html", provider=own, given=given)


@blueprint.post("/login/with/<provider>/back")
@open_to(EVERYBODY)
def come_in(provider: str) -> ResponseReturnValue:
    """Let in whom the provider names."""
    own = provider_named(provider)
    way = under_way.come_back(own.name, request.form.get("state", ""))
    lanes = throttle.lanes_of_network("provider")
    if way is None or not throttle.may_try(lanes):
        return trouble(own, ProviderError(ProviderFault.NOT_ASKED))
    said = None
    try:
        said = answer_to(own, way)
        outcome, not_taken = let_in_once(own, said)
    except ProviderError as error:
        return trouble(own, error, claimed=str(said.claims.get("email") or "") if said else "")

    throttle.take_back(lanes)
    sending.send_soon()
    for part in not_taken:
        flash(hindrance_words(part), "error")
    if outcome is SignInOutcome.IN:
        return go_on(None, way.wanted)
    return on_to_second_step(None, way.wanted)


def answer_to(own: Provider, way: WayThere) -> Said:
    """What the provider says to what this browser brings back. Raises ProviderError."""
    given, now = request.form, clock.now()
    if given.get("error"):
        raise ProviderError(ProviderFault.SAID_NO, given["error"][:200])
    db.rest()
    places = discovery.places_of(own, kept(), now=now)
    if given.get("iss", "" if places.names_issuer else own.issuer) != own.issuer:
        raise ProviderError(ProviderFault.NOT_PROVED, "the answer is another provider's")
    said = proof.what_is_said(
        own, kept(), way.errand, code=given.get("code", ""), back=address_back(own), now=now
    )
    shown = shown_at(said.claims)
    if way.asks_again and (shown is None or now - shown > JUST_NOW):
        raise ProviderError(ProviderFault.TOO_LONG_AGO)
    return said


def let_in_once(own: Provider, said: Said) -> tuple[SignInOutcome, list[NotTaken]]:
    """Let somebody in. Who comes for the first time in two tabs at once finds, the second time,
    the account that the first tab has made meanwhile. Raises ProviderError.
    """
    try:
        with db.writing():
            return let_in(own, said)
    except db.CLASH:
        with db.writing():
            return let_in(own, said)


def let_in(own: Provider, said: Said) -> tuple[SignInOutcome, list[NotTaken]]:
    """Find, join or make the account, and sign in. Inside `with db.writing()`.

    Raises ProviderError.
    """
    session, now = db.session(), clock.now()
    known = identities.account_for(session, own, said, now=now)
    hold_what_decides(session, known.person.id)
    if not known.is_new and not known.is_joined:
        # Who was closed, or parted from the provider, while this waited is not that person anymore.
        session.expire_all()
        known = identities.account_for(session, own, said, now=now)
    identities.come_in(session, known, now=now)
    taking = Taking(session, known.person, known.identity, now)
    take(taking, wanted_by(said.claims, own))
    tell_of(known, taking)
    shown = shown_at(said.claims) or now - PROOF_HOLDS - timedelta(seconds=1)
    by = CameBy(own.name, said.session, said.id_token, proved_at=min(shown, now))
    return enter_or_wait(known.person, by), taking.not_taken


def tell_of(known: Known, taking: Taking) -> None:
    """Tell whoever was here before what the provider has changed; a new account begins with it."""
    session, person_id = db.session(), known.person.id
    if known.is_joined:
        taking.record(AuditAct.PROVIDER_JOINED)
    session.flush()
    if not known.is_new:
        tell(taking.entries)
    elif taking.entries:
        acts.read_notices(session, person_id, up_to=taking.entries[-1].id)


def trouble(own: Provider, error: ProviderError, *, claimed: str = "") -> ResponseReturnValue:
    """Say why nobody is let in and what else there is; noted in the log of the site and in ours."""
    log.warning("nobody is let in by %s: %s", own.name, error)
    if throttle.may_try(throttle.lanes_of_network("provider-refusal")):
        now = clock.now()
        beside.do(lambda: record_refusal(claimed, now))
    is_away = error.fault is ProviderFault.AWAY
    page = render_template(
        "people/providers/trouble.html", provider=own, said=trouble_words(error.fault, own.title)
    )
    return page, 503 if is_away else 403


def record_refusal(claimed: str, now: datetime) -> None:
    """Note that somebody was not let in, at the account of that address where there is one."""
    person = person_by_email(db.session(), claimed) if claimed else None
    subject_id = person.id if person else None
    record_act(db.session(), AuditAct.PROVIDER_REFUSED, by_id=None, subject_id=subject_id, now=now)


def provider_named(name: str) -> Provider:
    """A provider of this site; 404 where there is none."""
    providers: tuple[Provider, ...] = current_app.config["PROVIDERS"]
    own = next((provider for provider in providers if provider.name == name), None)
    return own if own is not None else abort(404)


def kept() -> Kept:
    """What this process has learned of providers."""
    own: Kept = current_app.extensions[KEPT]
    return own


def address_back(own: Provider) -> str:
    """The address to which the provider sends the browser back."""
    return full_address("providers.back", provider=own.name)
