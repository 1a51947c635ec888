"""What was just done for many pairs, as the address of the board carries it (`web/undo.py`)."""

from __future__ import annotations

from tandem.leading.board import acts
from tandem.leading.board.acts import DoneAct
from tandem.web import undo
from tandem.web.undo import UndoForm

VIEW = "board_acts.undo"


def signed(done: DoneAct) -> str:
    """What was done, for this leader's address."""
    return undo.signed(VIEW, acts.packed(done))


def done_in(form: UndoForm) -> DoneAct | None:
    """What was done by this leader within the hour, if the form says so."""
    facts = undo.facts_sent(form, VIEW)
    return acts.unpacked(facts) if facts else None
