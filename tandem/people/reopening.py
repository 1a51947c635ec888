"""How is the closing of an account taken back, whoever has closed it?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tandem.mail import sending
from tandem.people.accounts.telling import tell
from tandem.people.leaving import Reopened, undo_closing
from tandem.people.pairs.actions import RestoredPair
from tandem.people.pairs.undoable import packed, unpacked
from tandem.web import clock, db, submit_once, undo
from tandem.web.undo import UndoForm
from tandem.web.viewer import viewer


def closing(person_id: int, before: list[RestoredPair], *, now: datetime) -> list[Any]:
    """What was closed and when, with its pairs, in the plain values that an address carries."""
    return [person_id, [packed(pair) for pair in before], now.isoformat()]


def take_back(
    form: UndoForm, closed: list[Any], *, address: str, may_open: Callable[[], bool]
) -> ResponseReturnValue:
    """Open the account again and say what became of its pairs, or why it can no longer be done.

    `may_open` asks, while nobody else writes, whether this viewer may close the account: who may
    not, may not open it either.
    """
    person_id, before, closed_at = closed
    with submit_once.recording(form, leads_to=address) as recording:
        if not may_open():
            abort(404)
        reopened = undo_closing(
            db.session(),
            person_id,
            [unpacked(pair) for pair in before],
            closed_at=datetime.fromisoformat(closed_at),
            by_id=viewer().id,
            now=clock.now(),
        )
        if reopened is None:
            return undo.too_late(address)
        tell(reopened.entries)
        answer = recording.done(words_of(reopened))
    sending.send_soon()
    return answer


def words_of(reopened: Reopened) -> str:
    """What was undone, and what was not."""
    opened = _("Undone: the account of %(name)s is open.", name=reopened.person.name)
    if not reopened.ended:
        return str(opened)
    return f"{opened} {words_of_pairs(reopened.ended, going_on=reopened.going_on)}"


def words_of_pairs(ended: int, *, going_on: int) -> str:
    """How many pairs go on of those that had ended with an account."""
    if going_on == ended:
        return str(ngettext("Its pair goes on.", "All %(num)s pairs go on.", ended))
    if going_on:
        return str(
            _(
                "%(number)s of %(ended)s pairs go on; the rest stay ended,"
                " for something has changed.",
                number=going_on,
                ended=ended,
            )
        )
    return str(
        ngettext(
            "Its pair stays ended, because something has changed since.",
            "All %(num)s pairs stay ended, because something has changed since.",
            ended,
        )
    )
