"""How does a leader form, pause and end pairs?"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.models import Team
from tandem.pairs import actions, queries
from tandem.pairs.forms import FAULTS, EndPairForm, FormPairForm
from tandem.people import queries as people
from tandem.rules.pairing import PairFault, fault_of
from tandem.terms import PairState, Role
from tandem.web import clock, db, once
from tandem.web.access import open_to
from tandem.web.viewer import viewer

blueprint = Blueprint("pairs", __name__)


@blueprint.route("/lead/teams/<int:team_id>/pairs", methods=["GET", "POST"])
@open_to(Role.LEADER)
def pairs(team_id: int) -> ResponseReturnValue:
    """The pairs of a team; form one more."""
    team = people.team_led(db.session(), viewer().id, team_id=team_id)
    form = FormPairForm(members=people.members(db.session(), team_id))
    if not form.validate_on_submit():
        return pairs_page(team, form)
    earlier = once.earlier_result(form.form_id.data, now=clock.now())
    if earlier is not None:
        return redirect(earlier, 303)
    rep, support = form.candidates()
    chosen = {one.id for one in (rep, support) if one}
    fault = fault_of(rep, support, living=queries.living_pairs(db.session(), chosen))
    if fault or rep is None or support is None:
        return refused(team, form, fault or PairFault.NOT_HERE)

    pair = actions.form_pair(
        db.session(),
        team_id=team_id,
        rep_id=rep.id,
        support_id=support.id,
        by_id=viewer().id,
        now=clock.now(),
    )
    if pair is None:
        return refused(team, form, PairFault.ALREADY)
    address = once.remember_result(form.form_id.data, url_for("pairs.pairs", team_id=team_id))
    db.session().commit()
    flash(_("They are a pair now."), "success")
    return redirect(address, 303)


@blueprint.post("/lead/teams/<int:team_id>/pairs/<int:pair_id>/pause")
@open_to(Role.LEADER)
def pause(team_id: int, pair_id: int) -> ResponseReturnValue:
    """Pause a pair: the two may go on reading, no date counts."""
    return change(team_id, pair_id, PairState.PAUSED)


@blueprint.post("/lead/teams/<int:team_id>/pairs/<int:pair_id>/resume")
@open_to(Role.LEADER)
def resume(team_id: int, pair_id: int) -> ResponseReturnValue:
    """Let a paused pair go on."""
    return change(team_id, pair_id, PairState.ACTIVE)


@blueprint.route("/lead/teams/<int:team_id>/pairs/<int:pair_id>/end", methods=["GET", "POST"])
@open_to(Role.LEADER)
def end(team_id: int, pair_id: int) -> ResponseReturnValue:
    """End a pair, after saying what stops and what stays."""
    people.team_led(db.session(), viewer().id, team_id=team_id)
    pair = queries.pair_in_team(db.session(), team_id, pair_id=pair_id)
    form = EndPairForm()
    if not form.validate_on_submit():
        page = render_template("pairs/end.html", pair=queries.shown(pair), form=form)
        return page, 400 if form.errors else 200

    actions.change_state(
        db.session(),
        pair,
        PairState.ENDED,
        by_id=viewer().id,
        now=clock.now(),
        reason=(form.reason.data or "").strip(),
    )
    db.session().commit()
    flash(_("The pair has ended. Everything the two have completed stays theirs."), "success")
    return redirect(url_for("pairs.pairs", team_id=team_id), 303)


def change(team_id: int, pair_id: int, state: PairState) -> ResponseReturnValue:
    """Bring a pair into a state, or say that it has ended."""
    people.team_led(db.session(), viewer().id, team_id=team_id)
    pair = queries.pair_in_team(db.session(), team_id, pair_id=pair_id)
    back = redirect(url_for("pairs.pairs", team_id=team_id), 303)
    if not actions.change_state(db.session(), pair, state, by_id=viewer().id, now=clock.now()):
        flash(_("This pair has ended and stays so. Form a new one instead."), "error")
        return back
    db.session().commit()
    flash(
        _("The pair is paused.") if state is PairState.PAUSED else _("The pair goes on."), "success"
    )
    return back


def pairs_page(team: Team, form: FormPairForm) -> ResponseReturnValue:
    """The pairs of a team, with the form; 400 where it was refused."""
    page = render_template(
        "pairs/pairs.html",
        team=team,
        pairs=queries.pairs_of_teams(db.session(), [team.id]),
        form=form,
    )
    return page, 400 if form.errors else 200


def refused(team: Team, form: FormPairForm, fault: PairFault) -> ResponseReturnValue:
    """The page again, saying why these two cannot be a pair. Nothing was recorded."""
    field = form.support if fault is PairFault.NO_SUPPORT else form.rep
    field.errors = [FAULTS[fault]]
    return pairs_page(team, form)
