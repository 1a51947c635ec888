"""Lets go what has served its time, beside the requests: a little at a time, each committed."""

from __future__ import annotations

from flask import Flask

from tandem.trust.privacy import erasure, retention
from tandem.web import clock, db


def forget(app: Flask) -> None:
    """Let go what has served its time. Safe in any number of processes at once."""
    keeping, now = retention.keeping_of(app.config), clock.now(app)
    with db.own_session(app) as session:
        # Whoever saves something meanwhile comes in between two batches.
        while retention.sweep(session, now=now):
            session.commit()
        session.commit()
        while retention.sweep_log(session, keeping, now=now):
            session.commit()
        session.commit()
        for person_id in retention.closed_too_long(session, keeping, now=now):
            # Who is kept for a team's sake alone is left to an administrator.
            if erasure.erasure_fault(session, person_id) is None:
                erasure.erase(session, person_id, by_id=None, now=now)
            session.commit()
