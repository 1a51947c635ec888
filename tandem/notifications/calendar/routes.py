"""How do due dates get into somebody's own calendar?"""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from tandem.notifications.calendar import actions, queries
from tandem.notifications.calendar.queries import Day, DayKind, PersonsDays
from tandem.web import clock, db, submit_once
from tandem.web.access import EVERYBODY, SIGNED_IN, open_to
from tandem.web.forms import RecordingForm
from tandem.web.links import full_address
from tandem.web.site_identity import own_words
from tandem.web.viewer import viewer

blueprint = Blueprint("calendar", __name__)


@blueprint.get("/account/calendar")
@open_to(SIGNED_IN)
def address() -> ResponseReturnValue:
    """The private address, or how to get one."""
    address = queries.address_of(db.session(), viewer().id)
    link = full_address("calendar.calendar", token=address.key) if address else ""
    return render_template(
        "notifications/calendar/address.html", link=link, form=RecordingForm(formdata=None)
    )


@blueprint.post("/account/calendar/renew")
@open_to(SIGNED_IN)
def renew() -> ResponseReturnValue:
    """Make an address, or a new one in place of the old."""
    form = RecordingForm()
    page = url_for("calendar.address")
    if not form.validate_on_submit():
        return redirect(page, 303)

    with submit_once.recording(form, leads_to=page) as recording:
        actions.renew(db.session(), viewer().id, now=clock.now())
        return recording.done(
            _("This is your calendar’s address now. One from before no longer works.")
        )


@blueprint.post("/account/calendar/off")
@open_to(SIGNED_IN)
def off() -> ResponseReturnValue:
    """Let the address stop working."""
    with db.writing() as session:
        actions.switch_off(session, viewer().id)
    flash(_("The address no longer works."), "success")
    return redirect(url_for("calendar.address"), 303)


@blueprint.get("/calendar/<token>.ics")
@open_to(EVERYBODY)
def calendar(token: str) -> Response:
    """The calendar behind an address, for a calendar program: it brings no session."""
    days = queries.days_behind(db.session(), token, now=clock.now())
    if days is None:
        abort(404)
    with force_locale(days.language):
        return Response(as_calendar(days), mimetype="text/calendar")


def as_calendar(persons_days: PersonsDays) -> bytes:
    """The days as iCalendar."""
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", "-//Tandem//Tandem//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", own_words().name)
    made.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for day in persons_days.days:
        event = icalendar.Event()
        event.add("uid", f"{day.name}@{host()}")
        # Of a published event: when it was last changed (RFC 5545, 3.8.7.2).
        event.add("dtstamp", day.since)
        event.add("last-modified", day.since)
        event.add("dtstart", day.on)
        event.add("dtend", day.on + timedelta(days=1))
        event.add("summary", summary_of(day))
        event.add("description", _("The end of this day in %(zone)s.", zone=day.time_zone))
        event.add("url", place_of(day))
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    written: bytes = made.to_ical()
    return written


def summary_of(day: Day) -> str:
    """The title of the event, without any text that somebody wrote."""
    match day.kind:
        case DayKind.DUE:
            return str(_("Due: %(course)s", course=day.course))
        case DayKind.GOAL:
            return str(_("Look again at the shared goal"))
        case _kind:
            return str(_("Look again at what the two agreed"))


def place_of(day: Day) -> str:
    """The page of the site that belongs to the event."""
    if day.pair_id is None:
        return full_address("my_page.my_page")
    return full_address("pair_page.pair", pair_id=day.pair_id)


def host() -> str:
    """The host in the events' names."""
    return str(current_app.config["BASE_URL"]).partition("://")[2].partition("/")[0] or "tandem"
