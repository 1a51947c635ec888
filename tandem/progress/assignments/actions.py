"""How is a course given to pairs, and taken back?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tandem.models import Assignment, Course, Pair, Team
from tandem.models.audit import record_act
from tandem.models.locking import hold
from tandem.progress.assignments import queries
from tandem.progress.assignments.changes import CourseTerms, Given, zone_and_days
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
) -> list[Given]:
    """Give a course to some pairs, or to all pairs of a team, later ones too, where None is given.

    Where it was given before, its terms are changed; the log is told only of what changes. Without
    `switches` those stay that were set for the pair, or else for its team. Gives what each had.
    """
    # Two leaders assigning at once wait for each other here.
    hold(session, Team.id == team_id)
    given = []
    for pair_id in [None] if pairs is None else sorted(set(pairs)):
        place = {"team_id": team_id, "course_id": course_id}
        assignment = queries.live_assignment(session, pair_id=pair_id, **place)
        of_team = queries.live_assignment(session, pair_id=None, **place)
        own = switches or switches_of(assignment or of_team)
        before = terms_of(assignment) if assignment else None
        act = given_again(assignment, due_on, now=now) if assignment else AuditAct.COURSE_GIVEN
        if assignment is None:
            assignment = Assignment(**place, pair_id=pair_id, by_id=by_id, at=now)
            session.add(assignment)
        zone, ahead = zone_and_days(before, due_on, zone=time_zone, now=now)
        how = renew_months, own.in_order, own.closes, ahead, assignment.moved_at
        set_terms(assignment, CourseTerms(due_on, zone, *how))
        if terms_of(assignment) != before:
            record(session, act, assignment, by_id=by_id, now=now)
        given.append((assignment, before))
    session.flush()
    return [Given(row.id, before, terms_of(row)) for row, before in given]


def terms_of(assignment: Assignment) -> CourseTerms:
    """All that a course is given with."""
    given = assignment
    return CourseTerms(
        due_on=given.due_on,
        time_zone=given.time_zone,
        renew_months=given.renew_months,
        in_order=given.in_order,
        closes=given.closes,
        due_days=given.due_days,
        moved_at=given.moved_at,
    )


def set_terms(assignment: Assignment, terms: CourseTerms) -> None:
    """Let an assignment have these terms."""
    for name, value in vars(terms).items():
        setattr(assignment, name, value)


def undo(session: Session, given: Sequence[Given], *, by_id: int, now: datetime) -> int:
    """Let what was just given be as before, where nothing has changed since; how many. What is new
    is withdrawn."""
    rows = [(queries.assignment_by_id(session, row.assignment_id), row) for row in given]
    for team_id in sorted({assignment.team_id for assignment, _ in rows}):
        hold(session, Team.id == team_id)
    return sum(undo_one(session, *row, by_id=by_id, now=now) for row in rows)


def undo_one(
    session: Session, assignment: Assignment, given: Given, *, by_id: int, now: datetime
) -> bool:
    """The same for one assignment. False where it is not as it was given."""
    session.refresh(assignment)
    if assignment.withdrawn_at is not None or terms_of(assignment) != given.after:
        return False
    before = given.before
    if before is None:
        withdraw(session, assignment, by_id=by_id, now=now)
        return True
    is_moved = assignment.due_on != before.due_on
    set_terms(assignment, before)
    act = AuditAct.COURSE_MOVED if is_moved else AuditAct.COURSE_RENEWAL
    record(session, act, assignment, by_id=by_id, now=now)
    return True


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
