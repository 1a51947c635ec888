"""How do people say how they like to work, and how does a leader find pairs?"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.people import forming
from tandem.people.matching import actions, queries
from tandem.people.matching.forms import REASONS, BestForm, StyleForm
from tandem.people.pairs.forms import FORMED, FORMED_AGAIN
from tandem.people.pairs.queries import living_pairs_of
from tandem.people.teams import queries as teams
from tandem.terms import SEATS, AuditAct, Channel, Liking, PairState, Planning, Rhythm, Role
from tandem.web import clock, db
from tandem.web.access import open_to
from tandem.web.acts import note, records
from tandem.web.forms import RecordingForm
from tandem.web.viewer import viewer

blueprint = Blueprint("matching", __name__)


@blueprint.route("/account/working", methods=["GET", "POST"])
@open_to(*SEATS)
def style() -> ResponseReturnValue:
    """Say how one likes to work; change it at any time."""
    form = StyleForm(obj=queries.style_of(db.session(), viewer().id))
    if not form.validate_on_submit():
        best = queries.best_of(db.session(), viewer().id)
        page = render_template(
            "people/matching/style.html",
            form=form,
            best=best,
            has_partner=bool(living_pairs_of(db.session(), viewer().id)),
        )
        return page, 400 if form.errors else 200

    with db.writing() as session:
        actions.say_style(
            session,
            viewer().id,
            likes=Liking(form.likes.data),
            rhythm=Rhythm(form.rhythm.data),
            channel=Channel(form.channel.data),
            planning=Planning(form.planning.data),
            seats=form.seats.data,
            may_be_used=form.may_be_used.data,
            now=clock.now(),
        )
    flash(_("Saved. You can change it at any time in your account."), "success")
    return redirect(url_for("my_page.my_page"), 303)


@blueprint.post("/account/working/later")
@open_to(*SEATS)
def later() -> ResponseReturnValue:
    """Do not ask on my page anymore. The questions stay in the account."""
    if RecordingForm().validate_on_submit():
        with db.writing() as session:
            actions.put_off(session, viewer().id, now=clock.now())
        flash(_("All right. You find the questions in your account."), "success")
    return redirect(url_for("my_page.my_page"), 303)


@blueprint.get("/lead/teams/<int:team_id>/pairs/suggestions")
@open_to(Role.LEADER)
def suggestions(team_id: int) -> ResponseReturnValue:
    """Who could be a pair, with the reasons in words. The leader decides."""
    team = teams.team_led(db.session(), viewer().id, team_id=team_id)
    return render_template(
        "people/matching/suggestions.html",
        page_of_team=queries.matching_page(db.session(), team),
        reasons=REASONS,
        form=RecordingForm(formdata=None),
    )


@blueprint.post("/lead/teams/<int:team_id>/pairs/suggestions/<int:rep_id>/<int:support_id>")
@open_to(Role.LEADER)
@records(AuditAct.PAIR_PROPOSED)
def propose(team_id: int, rep_id: int, support_id: int) -> ResponseReturnValue:
    """Propose a suggested pair to the two; it begins when both have said yes."""
    team = teams.team_led(db.session(), viewer().id, team_id=team_id)
    address = url_for("matching.suggestions", team_id=team_id)
    page = queries.matching_page(db.session(), team)
    chosen = [(suggestion.rep.id, suggestion.support.id) for suggestion in page.suggested]
    if not RecordingForm().validate_on_submit() or (rep_id, support_id) not in chosen:
        flash(_("This suggestion is out of date. Look at the list again."), "error")
        return redirect(address, 303)

    with db.writing() as session:
        teams.team_led(session, viewer().id, team_id=team_id)
        is_again = forming.were_a_pair(
            session, team_id=team_id, rep_id=rep_id, support_id=support_id
        )
        pair = forming.form_pair(
            session,
            team_id=team_id,
            rep_id=rep_id,
            support_id=support_id,
            by_id=viewer().id,
            now=clock.now(),
            state=PairState.PROPOSED,
        )
    if pair is not None:
        said = FORMED_AGAIN if is_again else FORMED
        flash(str(said[PairState.PROPOSED]), "success")
    return redirect(address, 303)


@blueprint.route("/lead/teams/<int:team_id>/people/<int:person_id>/best", methods=["GET", "POST"])
@open_to(Role.LEADER)
@records(AuditAct.BEST_NAMED)
def best(team_id: int, person_id: int) -> ResponseReturnValue:
    """Name what somebody is best at."""
    team = teams.team_led(db.session(), viewer().id, team_id=team_id)
    person = teams.member(db.session(), team_id, person_id=person_id)
    form = BestForm(text=queries.named_best(db.session(), team_id, person_id=person_id))
    if not form.validate_on_submit():
        page = render_template("people/matching/best.html", form=form, team=team, person=person)
        return page, 400 if form.errors else 200

    with db.writing() as session:
        teams.team_led(session, viewer().id, team_id=team_id)
        actions.name_best(
            session,
            team_id=team_id,
            person_id=person_id,
            text=form.text.data or "",
            by_id=viewer().id,
            now=clock.now(),
        )
        note(AuditAct.BEST_NAMED, subject_id=person_id, team_id=team_id)
    flash(_("Saved."), "success")
    return redirect(url_for("matching.suggestions", team_id=team_id), 303)
