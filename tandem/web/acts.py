"""How does a view say which of its acts stand in the audit log, and how does it record one?"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

from tandem.models import AuditEntry
from tandem.models.audit import record_act
from tandem.terms import AuditAct
from tandem.web import clock, db
from tandem.web.viewer import viewer

View = TypeVar("View", bound=Callable[..., object])


def records(*acts: AuditAct) -> Callable[[View], View]:
    """Declare which acts a view records: whatever it changes, one of these stands in the log.

    The tests hold every view to it that changes something for a leader, trainer or administrator.
    """

    def declare(view: View) -> View:
        view.records = frozenset(acts)  # type: ignore[attr-defined]  # a mark on the function
        return view

    return declare


def exports(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """Record that the viewer takes this file along, before the first byte of it leaves.

    The log holds its address alone, for what was looked for may be a name. A file that can't be
    recorded is not handed out.
    """

    @wraps(view)
    def record_and_answer(**values: object) -> Response:
        answer = make_response(view(**values))
        if answer.status_code == 200 and request.method == "GET":
            note_export(values.get("team_id"))
        return answer

    return records(AuditAct.EXPORTED)(record_and_answer)


def note_export(team_id: object) -> None:
    """One line, in a transaction of its own: a request that hands out a file only reads."""
    with db.noting() as own:
        record_act(
            own,
            AuditAct.EXPORTED,
            by_id=viewer().id,
            team_id=team_id if isinstance(team_id, int) else None,
            about=request.path,
            now=clock.now(),
        )


def note(
    act: AuditAct,
    *,
    subject_id: int | None = None,
    other_id: int | None = None,
    team_id: int | None = None,
    about: str = "",
    detail: str = "",
) -> AuditEntry:
    """Record what the viewer does, in the transaction of the act itself."""
    return record_act(
        db.session(),
        act,
        by_id=viewer().id,
        subject_id=subject_id,
        other_id=other_id,
        team_id=team_id,
        about=about,
        detail=detail,
        now=clock.now(),
    )
