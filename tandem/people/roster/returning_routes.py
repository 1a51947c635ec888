"""How is a list taken back that has let people go?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from tandem.mail import sending
from tandem.people.accounts.queries import person_by_id
from tandem.people.accounts.telling import tell
from tandem.people.reopening import words_of_pairs
from tandem.people.roster import places, queries, returning
from tandem.people.roster.places import place_of
from tandem.people.roster.queries import RosterPlace
from tandem.people.roster.returning import Rest, Returned
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once, undo
from tandem.web.access import open_to, proof_first
from tandem.web.acts import records
from tandem.web.undo import UndoForm
from tandem.web.viewer import viewer

blueprint = Blueprint("returning", __name__)
OF_TEAM = "returning.come_back"
OF_SITE = "returning.come_back_anywhere"


def offer(place: RosterPlace, file_id: int, rests: Mapping[int, Rest]) -> str:
    """What takes this list back, for the address of the next page."""
    packed = [
        [pair_id, rest.until.isoformat() if rest.until else "", rest.zone or ""]
        for pair_id, rest in rests.items()
    ]
    if place.team is None:
        return undo.signed(OF_SITE, [0, file_id, packed])
    return undo.signed(OF_TEAM, [place.team.id, file_id, packed])


@blueprint.post("/lead/people/import/undo")
@open_to(Role.LEADER)
@records(AuditAct.OPENED)
def come_back() -> ResponseReturnValue:
    """Open the accounts again that a leader's list has closed."""
    form = UndoForm()
    facts = undo.facts_sent(form, OF_TEAM)
    if facts is None:
        return undo.too_late(url_for("board.lead"))
    place = place_of(facts[0])
    return taken_back(
        form,
        facts,
        place,
        may_open=lambda person_id: queries.can_close(
            db.session(), person_by_id(db.session(), person_id), place
        ),
    )


@blueprint.post("/admin/import/undo")
@open_to(Role.ADMIN)
@proof_first("POST")
@records(AuditAct.OPENED)
def come_back_anywhere() -> ResponseReturnValue:
    """Open the accounts again that an administrator's list has closed."""
    form = UndoForm()
    facts = undo.facts_sent(form, OF_SITE)
    if facts is None:
        return undo.too_late(url_for("administration.administration"))
    return taken_back(form, facts, RosterPlace(viewer().id), may_open=lambda person_id: True)


def taken_back(
    form: UndoForm, facts: Any, place: RosterPlace, *, may_open: Callable[[int], bool]
) -> ResponseReturnValue:
    """Open them, and say what became of their pairs, or why it can no longer be done."""
    _team_id, file_id, packed = facts
    rests = {
        pair_id: Rest(date.fromisoformat(until) if until else None, zone or None)
        for pair_id, until, zone in packed
    }
    address = places.list_of(place)
    with submit_once.recording(form, leads_to=address) as recording:
        file = queries.file_of(db.session(), file_id, place)
        returned = returning.bring_back(
            db.session(), file, rests, by_id=viewer().id, may_open=may_open, now=clock.now()
        )
        if returned is None:
            return undo.too_late(address)
        tell(returned.entries)
        answer = recording.done(words_of(returned))
    sending.send_soon()
    return answer


def words_of(returned: Returned) -> str:
    """What was undone, and what was not."""
    words = [
        ngettext(
            "Undone: %(num)s account is open again.",
            "Undone: %(num)s accounts are open again.",
            len(returned.entries),
        )
    ]
    if returned.staying_closed:
        words.append(
            ngettext(
                "%(num)s stays closed, because something has changed since.",
                "%(num)s stay closed, because something has changed since.",
                returned.staying_closed,
            )
        )
    if returned.ended:
        words.append(words_of_pairs(returned.ended, going_on=returned.going_on))
    return " ".join(words)
