"""Does what a view changes stand in the audit log, as the view declares?

Watched in every test: whatever test sends a form to a view that declares acts holds it to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, current_app, g, has_request_context, request, request_finished
from sqlalchemy import event
from sqlalchemy.orm import UOWTransaction

from tandem.models import (
    AuditEntry,
    FormSent,
    Invitation,
    LessonDraft,
    Letter,
    MadeFile,
    MailChange,
    Person,
    RosterFile,
    SignIn,
    Ticket,
    Upload,
)
from tandem.models.writing import RequestSession

# What goes along with an act, or waits for one, and is none by itself.
GOES_ALONG = {
    FormSent,
    Invitation,
    LessonDraft,
    Letter,
    MadeFile,
    MailChange,
    RosterFile,
    SignIn,
    Ticket,
    Upload,
}


@contextmanager
def watching(app: Flask) -> Iterator[None]:
    """Refuse the answer of a view that has changed something and recorded none of its acts."""
    listeners = {
        "before_flush": note_changes,
        "after_commit": keep_changes,
        "after_rollback": forget_changes,
    }
    for name, listener in listeners.items():
        event.listen(RequestSession, name, listener)
    with request_finished.connected_to(hold_to_its_word, app):
        yield
    for name, listener in listeners.items():
        event.remove(RequestSession, name, listener)


def note_changes(session: RequestSession, context: UOWTransaction, rows: object) -> None:
    """Keep what this request changes, and which acts it records."""
    if not has_request_context():
        return
    changed = [row for row in session.dirty if session.is_modified(row)]
    for row in (*session.new, *changed, *session.deleted):
        if isinstance(row, AuditEntry):
            g.setdefault("acts_recorded", set()).add(row.act)
        elif type(row) not in GOES_ALONG and not only_seen(row):
            g.setdefault("rows_to_change", set()).add(type(row).__name__)


def keep_changes(session: RequestSession) -> None:
    """What was to be changed is changed."""
    if has_request_context():
        g.setdefault("rows_changed", set()).update(g.pop("rows_to_change", set()))


def forget_changes(session: RequestSession) -> None:
    """What was to be changed is as it was."""
    if has_request_context():
        g.pop("rows_to_change", None)


def only_seen(row: object) -> bool:
    """Is it a person of whom nothing is said that a log would hold: a language, a time zone?"""
    return isinstance(row, Person)


def hold_to_its_word(app: Flask, **rest: Any) -> None:
    """Raise where a view has changed something and none of the acts it declares was recorded."""
    view = current_app.view_functions.get(request.endpoint or "")
    declared = getattr(view, "records", None)
    changed = g.get("rows_changed", set())
    if request.method != "POST" or not declared or not changed:
        return
    recorded = g.get("acts_recorded", set())
    assert recorded & declared or is_of_the_two(request.endpoint), (
        f"{request.endpoint} changed {sorted(changed)} and recorded {sorted(recorded)}"
    )


def is_of_the_two(endpoint: str | None) -> bool:
    """May a partner do this too, of whom the log says nothing?"""
    return endpoint == "pairs.answer" or str(endpoint).startswith("goals.")
