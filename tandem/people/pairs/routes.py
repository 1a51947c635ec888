"""How does a leader form, pause and end pairs?"""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.models import Pair, Team
from tandem.models.locking import hold
from tandem.people import forming
from tandem.people.pairs import actions, ended, queries
from tandem.people.pairs.forms import (
    FAULTS,
    FORMED,
    FORMED_AGAIN,
    EndPairForm,
    FormPairForm,
    PausePairForm,
)
from tandem.people.pairs.rules import PairFault, fault_of
from tandem.people.pairs.undoable import packed, unpacked
from tandem.people.teams import queries as teams
from tandem.terms import AuditAct, Consent, PairState, Role
from tandem.web import clock, db, submit_once, undo
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.acts import records
from tandem.web.filters import page_in, search_in
from tandem.web.undo import UndoForm
from tandem.web.viewer import viewer

blueprint = Blueprint("pairs", __name__)
UNDO = "pairs.undo_end"


@blueprint.route("/lead/teams/<int:team_id>/pairs", methods=["GET", "POST"])
@open_to(Role.LEADER)
@records(AuditAct.PAIR_FORMED, AuditAct.PAIR_PROPOSED)
def pairs(team_id: int) -> ResponseReturnValue:
    """The pairs of a team; form one more."""
    team = teams.team_led(db.session(), viewer().id, team_id=team_id)
    form = FormPairForm(members=teams.members(db.session(), team_id))
    if not form.validate_on_submit():
        return pairs_page(team, form)

    with submit_once.recording(form, leads_to=url_for("pairs.pairs", team_id=team_id)) as recording:
        said = formed(form, team_id=team_id)
        if not isinstance(said, PairFault):
            return recording.done(said)
    return refused(form, said, team_id=team_id)


@blueprint.post("/pairs/<int:pair_id>/answer")
@open_to(SIGNED_IN)
@records(AuditAct.PAIR_BEGAN)
def answer(pair_id: int) -> ResponseReturnValue:
    """Say yes to a proposed pair, or let's talk first. The newest answer counts."""
    text = request.form.get("answer", "")
    address = url_for("pair_page.pair", pair_id=pair_id)
    queries.pair_of_own(db.session(), viewer().id, pair_id=pair_id)
    if text not in set(Consent):
        abort(400)

    with db.writing() as session:
        hold(session, Pair.id == pair_id)
        pair = queries.pair_of_own(session, viewer().id, pair_id=pair_id)
        if pair.state is not PairState.PROPOSED:
            return redirect(address, 303)
        if text == Consent.YES and not actions.may_both_sit(session, pair):
            flash(_("This pair can’t begin: one of you two isn’t in its team anymore, or hasn’t "
                    "the role for it. Ask your leader. Nothing was changed."),
                  "error")  # fmt: skip
            return redirect(address, 303)
        begins = actions.answer_proposal(
            session, pair, Consent(text), person_id=viewer().id, now=clock.now()
        )
        goes_on_in = queries.living_pair_of(session, rep_id=pair.rep_id, support_id=pair.support_id)
        address = url_for("pair_page.pair", pair_id=goes_on_in or pair_id)
    flash(_("You are a pair now.") if begins else _("Your answer stands."), "success")
    return redirect(address, 303)


@blueprint.route("/lead/teams/<int:team_id>/pairs/<int:pair_id>/pause", methods=["GET", "POST"])
@open_to(Role.LEADER)
@records(AuditAct.PAIR_PAUSED)
def pause(team_id: int, pair_id: int) -> ResponseReturnValue:
    """Pause a pair until a day: the two may go on reading, no date counts."""
    teams.team_led(db.session(), viewer().id, team_id=team_id)
    pair = queries.pair_in_team(db.session(), team_id, pair_id=pair_id)
    zone = viewer().time_zone
    form = PausePairForm(today=clock.local_day(clock.now()), zone=zone)
    if not form.validate_on_submit():
        page = render_template("people/pairs/pause.html", pair=queries.shown(pair), form=form)
        return page, 400 if form.errors else 200

    until = form.until.data
    with db.writing() as session:
        pair = held(team_id, pair_id)
        paused = actions.pause(
            session, pair, until=until, zone=zone, by_id=viewer().id, now=clock.now()
        )
    flash(_("The pair is paused until the end of %(day)s.", day=clock.day(until)) if paused
          else _("Only a pair that works together can be paused."),
          "success" if paused else "error")  # fmt: skip
    return redirect(url_for("pairs.pairs", team_id=team_id), 303)


@blueprint.post("/lead/teams/<int:team_id>/pairs/<int:pair_id>/resume")
@open_to(Role.LEADER)
@records(AuditAct.PAIR_RESUMED)
def resume(team_id: int, pair_id: int) -> ResponseReturnValue:
    """Let a paused pair go on."""
    back = redirect(url_for("pairs.pairs", team_id=team_id), 303)
    with db.writing() as session:
        pair = held(team_id, pair_id)
        if pair.state is PairState.PROPOSED:
            flash(_("A proposed pair begins when both have said yes."), "error")
            return back
        goes_on = actions.change_state(
            session, pair, PairState.ACTIVE, by_id=viewer().id, now=clock.now()
        )
    flash(_("The pair goes on.") if goes_on
          else _("This pair has ended and stays so. Form a new one instead."),
          "success" if goes_on else "error")  # fmt: skip
    return back


@blueprint.get("/admin/pairs")
@open_to(Role.ADMIN)
def endings() -> ResponseReturnValue:
    """How pairs ended and why. Whoever sat in a pair does not read it here."""
    search = search_in(request.args)
    page = page_in(request.args)
    found = ended.endings(db.session(), viewer().id, search=search, page=page)
    return render_template("people/pairs/endings.html", endings=found, search=search)


@blueprint.route("/lead/teams/<int:team_id>/pairs/<int:pair_id>/end", methods=["GET", "POST"])
@open_to(Role.LEADER)
@records(AuditAct.PAIR_ENDED)
def end(team_id: int, pair_id: int) -> ResponseReturnValue:
    """End a pair, after saying what stops and what stays."""
    teams.team_led(db.session(), viewer().id, team_id=team_id)
    pair = queries.pair_in_team(db.session(), team_id, pair_id=pair_id)
    form = EndPairForm()
    if not form.validate_on_submit():
        page = render_template("people/pairs/end.html", pair=queries.shown(pair), form=form)
        return page, 400 if form.errors else 200

    now, offer = clock.now(), None
    with db.writing() as session:
        pair = held(team_id, pair_id)
        if pair.state is not PairState.ENDED:
            before = packed(actions.before_of(pair))
            offer = undo.signed(UNDO, [team_id, before, now.isoformat()])
        actions.change_state(
            session,
            pair,
            PairState.ENDED,
            by_id=viewer().id,
            now=now,
            reason=(form.reason.data or "").strip(),
            not_again=form.not_again.data,
        )
    flash(_("The pair has ended. Everything the two have completed stays theirs."), "success")
    return redirect(url_for("pairs.pairs", team_id=team_id, undo=offer), 303)


@blueprint.post("/lead/pairs/undo")
@open_to(Role.LEADER)
@records(AuditAct.PAIR_RESUMED)
def undo_end() -> ResponseReturnValue:
    """Let a pair go on that was just ended."""
    form = UndoForm()
    facts = undo.facts_sent(form, UNDO)
    if facts is None:
        return undo.too_late(url_for("board.lead"))
    team_id, before, ended_at = facts
    address = url_for("pairs.pairs", team_id=team_id)
    with submit_once.recording(form, leads_to=address) as recording:
        teams.team_led(db.session(), viewer().id, team_id=team_id)
        if actions.undo_end(
            db.session(),
            unpacked(before),
            ended_at=datetime.fromisoformat(ended_at),
            by_id=viewer().id,
            now=clock.now(),
        ):
            return recording.done(_("Undone: the pair goes on as before."))
    return undo.too_late(address)


def pairs_page(team: Team, form: FormPairForm) -> ResponseReturnValue:
    """The pairs of a team, with the form; 400 where it was refused."""
    search = search_in(request.args)
    pairs = queries.pairs_found(db.session(), team.id, search=search, page=page_in(request.args))
    page = render_template(
        "people/pairs/pairs.html",
        team=team,
        pairs=pairs,
        search=search,
        wants_talk=queries.wanting_talk(db.session(), pairs.rows, reader_id=viewer().id),
        form=form,
    )
    return page, 400 if form.errors else 200


def held(team_id: int, pair_id: int) -> Pair:
    """A pair of a team that the viewer leads, as it is now; others wait to change it."""
    hold(db.session(), Pair.id == pair_id)
    teams.team_led(db.session(), viewer().id, team_id=team_id)
    return queries.pair_in_team(db.session(), team_id, pair_id=pair_id)


def formed(form: FormPairForm, *, team_id: int) -> str | PairFault:
    """Form the pair that was chosen and say what comes of it; or why it cannot be."""
    members = teams.members(db.session(), team_id)
    rep, support = form.candidates(members)
    chosen = {person.id for person in (rep, support) if person}
    fault = fault_of(rep, support, living=queries.living_pairs(db.session(), chosen))
    if fault or rep is None or support is None:
        return fault or PairFault.NOT_HERE
    state = form.state(
        word_counts=not forming.belong_elsewhere(db.session(), chosen, team_id=team_id)
    )
    is_again = forming.were_a_pair(
        db.session(), team_id=team_id, rep_id=rep.id, support_id=support.id
    )
    pair = forming.form_pair(
        db.session(),
        team_id=team_id,
        rep_id=rep.id,
        support_id=support.id,
        by_id=viewer().id,
        now=clock.now(),
        state=state,
    )
    return str((FORMED_AGAIN if is_again else FORMED)[state]) if pair else PairFault.ALREADY


def refused(form: FormPairForm, fault: PairFault, *, team_id: int) -> ResponseReturnValue:
    """The page again, saying why these two cannot be a pair. Nothing was recorded."""
    team = teams.team_led(db.session(), viewer().id, team_id=team_id)
    field = form.support if fault is PairFault.NO_SUPPORT else form.rep
    field.errors = [FAULTS[fault]]
    return pairs_page(team, form)
