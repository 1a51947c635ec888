"""How is a course given to pairs, and taken back?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tandem.dates import local_day
from tandem.models import Assignment, Course, Pair, Team
from tandem.models.audit import record_act
from tandem.models.locking import hold
from tandem.progress.assignments import queries
from tandem.terms import AuditAct


@dataclass(frozen=True)
class Switches:
    """What a leader may set beside the date: modules in order, and a date after which it closes."""

    in_order: bool = False
    closes: bool = False


def switches_of(assignment: Assignment | None) -> Switches:
    """What is set for an assignment; both are off where there is none."""
    if assignment is None:
        return Switches()
    return Switches(assignment.in_order, assignment.closes)


def assign(
    session: Session,
    *,
    team_id: int,
    course_id: int,
    pairs: Iterable[int] | None,
    due_on: date | None,
    time_zone: str,
    renew_months: int | None = None,
    switches: Switches | None = None,
    by_id: int | None,
    now: datetime,
) -> None:
    """Give a course to some pairs, or to all pairs of a team, later ones too, where None is given.

    Where the course was given before, the date and the renewal are changed; the log is told only
    of what changes. Without `switches`
    those stay that were set for the pair, or else for its team.
    """
    # Two leaders assigning at once wait for each other here.
    hold(session, Team.id == team_id)
    for pair_id in [None] if pairs is None else sorted(set(pairs)):
        place = {"team_id": team_id, "course_id": course_id}
        assignment = queries.live_assignment(session, pair_id=pair_id, **place)
        of_team = queries.live_assignment(session, pair_id=None, **place)
        chosen = switches or switches_of(assignment or of_team)
        before = terms_of(assignment) if assignment else None
        if assignment is None:
            assignment = Assignment(**place, pair_id=pair_id, by_id=by_id, at=now)
            session.add(assignment)
            act = AuditAct.COURSE_GIVEN
        else:
            act = given_again(assignment, due_on, now=now)
        assignment.due_on, assignment.time_zone = due_on, time_zone
        assignment.due_days = (due_on - local_day(now, time_zone)).days if due_on else None
        assignment.renew_months = renew_months
        assignment.in_order, assignment.closes = chosen.in_order, chosen.closes
        if terms_of(assignment) != before:
            record(session, act, assignment, by_id=by_id, now=now)
    session.flush()


def terms_of(assignment: Assignment) -> tuple[date | None, str, int | None, bool, bool]:
    """All that a course is given with."""
    given = assignment
    return given.due_on, given.time_zone, given.renew_months, given.in_order, given.closes


def withdraw(session: Session, assignment: Assignment, *, by_id: int, now: datetime) -> datetime:
    """Take a course back; gives since when. What was done stays recorded; a repeat changes
    nothing."""
    if assignment.withdrawn_at is None:
        assignment.withdrawn_at = now
        record(session, AuditAct.COURSE_TAKEN_BACK, assignment, by_id=by_id, now=now)
    return assignment.withdrawn_at


def give_back(session: Session, assignment: Assignment, *, withdrawn_at: datetime) -> bool:
    """Let an assignment stand as before it was taken back at that moment. False where something has
    changed since: it was given anew."""
    hold(session, Team.id == assignment.team_id)
    anew = queries.live_assignment(
        session,
        team_id=assignment.team_id,
        course_id=assignment.course_id,
        pair_id=assignment.pair_id,
    )
    if assignment.withdrawn_at != withdrawn_at or anew is not None:
        return False
    assignment.withdrawn_at = None
    return True


def given_again(assignment: Assignment, due_on: date | None, *, now: datetime) -> AuditAct:
    """What giving a course again changes: its date, which is noted, or else how it runs."""
    if assignment.due_on == due_on:
        return AuditAct.COURSE_RENEWAL
    assignment.moved_at = now
    return AuditAct.COURSE_MOVED


def record(
    session: Session, act: AuditAct, assignment: Assignment, *, by_id: int | None, now: datetime
) -> None:
    """Let the log say which course, for whom, and until when."""
    pair = session.get(Pair, assignment.pair_id) if assignment.pair_id else None
    record_act(
        session,
        act,
        by_id=by_id,
        subject_id=pair.rep_id if pair else None,
        other_id=pair.support_id if pair else None,
        team_id=assignment.team_id,
        about=session.get_one(Course, assignment.course_id).slug,
        detail=assignment.due_on.isoformat() if assignment.due_on else "",
        now=now,
    )
