"""What mail does somebody want, and what became of every letter?"""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.mail import sending, working_times
from tandem.mail.letters import person_of
from tandem.notifications.daily import actions, mail_log, queries
from tandem.notifications.daily.forms import NAMES, MailChoiceForm
from tandem.notifications.daily.mail_log import MailLogFilters
from tandem.people.accounts.queries import active_person
from tandem.terms import AuditAct, Role
from tandem.web import clock, db
from tandem.web.access import EVERYBODY, SIGNED_IN, open_to
from tandem.web.acts import note, records
from tandem.web.filters import page_in, search_in
from tandem.web.viewer import viewer
from tandem.working_time import DAYS, WorkingTime, days_of

blueprint = Blueprint("daily", __name__)
blueprint.add_app_template_filter(sending.trouble_words)


@blueprint.route("/account/mail", methods=["GET", "POST"])
@open_to(SIGNED_IN)
def choice() -> ResponseReturnValue:
    """Choose which regular mail comes."""
    app, now = current_app._get_current_object(), clock.now()  # type: ignore[attr-defined]  # werkzeug's proxy
    site = sending.site_time(app)
    form = mail_form(site)
    if not form.validate_on_submit():
        time = working_times.working_times(db.session(), [viewer().id], site=site)[viewer().id]
        page = render_template(
            "notifications/daily/choice.html",
            form=form,
            site=site,
            site_days=days_in_words(site),
            next_moment=time.next_moment(now, zone=viewer().time_zone),
            can_send=sending.can_send(),
        )
        return page, 400 if form.errors else 200

    with db.writing() as session:
        actions.choose(
            session,
            viewer().id,
            reminders=form.reminders.data,
            digest=form.digest.data,
            now=now,
        )
        working_times.choose(
            session, viewer().id, form.own_time(), country=form.own_country(), now=now
        )
    flash(_("Saved."), "success")
    return redirect(url_for("daily.choice"), 303)


def days_in_words(site: WorkingTime) -> str:
    """The working days of the site, as they are said."""
    days = [str(NAMES[DAYS[day]]) for day in sorted(site.days)]
    return ", ".join(days)


def mail_form(site: WorkingTime) -> MailChoiceForm:
    """The form with what was chosen; where nothing was, with what the site says."""
    wishes = queries.choice_of(db.session(), viewer().id)
    row = working_times.own_hours(db.session(), viewer().id)
    form = MailChoiceForm(
        data={
            "reminders": wishes.reminders,
            "digest": wishes.digest,
            "has_own_hours": row is not None,
            "days": [str(day) for day in sorted(days_of(row.days) if row else site.days)],
            "begins": row.begins if row else site.begins,
            "until": row.until if row else site.until,
            "country": row.country if row else "",
        }
    )
    form.ask_about(site)
    return form


@blueprint.route("/mail/off/<token>", methods=["GET", "POST"])
@open_to(EVERYBODY)
def off(token: str) -> ResponseReturnValue:
    """Switch somebody's regular mail off, without signing in: the link is proof enough.

    A mail program posts here by itself (RFC 8058); a person presses one button. Looking at the
    page changes nothing, for a scanner of links looks too. A closed account gets no mail, and its
    link opens nothing.
    """
    person_id = person_of(token)
    person = active_person(db.session(), person_id) if person_id else abort(404)
    if request.method == "GET":
        return render_template("notifications/daily/off.html", email=person.email, is_off=False)

    email = person.email
    with db.writing() as session:
        actions.choose(session, person.id, reminders=False, digest=False, now=clock.now())
    return render_template("notifications/daily/off.html", email=email, is_off=True)


@blueprint.get("/admin/mail")
@open_to(Role.ADMIN)
def log() -> ResponseReturnValue:
    """The last run, and what became of the letters; what they say is shown to nobody."""
    filters = MailLogFilters(
        search=search_in(request.args),
        only_trouble=request.args.get("show") == "trouble",
        page=page_in(request.args),
    )
    return render_template(
        "notifications/daily/log.html",
        now=clock.now(),
        log=mail_log.mail_log(db.session(), filters),
        filters=filters,
        can_send=sending.can_send(),
        runs_by_itself=current_app.config["REMINDERS"],
    )


@blueprint.post("/admin/mail/<int:letter_id>/again")
@open_to(Role.ADMIN)
@records(AuditAct.LETTER_SENT_AGAIN)
def again(letter_id: int) -> ResponseReturnValue:
    """Let a letter that could not be delivered leave once more."""
    with db.writing() as session:
        letter = mail_log.letter_by_id(session, letter_id)
        is_due = actions.try_again(letter, now=clock.now())
        if is_due:
            note(AuditAct.LETTER_SENT_AGAIN, subject_id=letter.person_id)
    if not is_due:
        flash(_("This letter isn’t sent again: its day is over, or it has left."), "error")
        return redirect(url_for("daily.log"), 303)
    sending.send_soon()
    flash(_("The letter is on its way."), "success")
    return redirect(url_for("daily.log"), 303)
