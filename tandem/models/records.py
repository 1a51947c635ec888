"""What was done: assignments, steps, completions, quiz drafts and attempts, forms sent."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, enum_column, intpk, json_text, to
from tandem.terms import Role, Step


class Assignment(Base):
    """A course given to a pair, or to all pairs of a team, later ones included."""

    __tablename__ = "assignment"

    id: Mapped[intpk]
    course_id: Mapped[int] = to("course.id")
    team_id: Mapped[int] = to("team.id")
    # None: every pair of the team.
    pair_id: Mapped[int | None] = to("pair.id", index=False)
    # The end of this day in `time_zone`, the zone of the leader who set it.
    due_on: Mapped[date | None]
    time_zone: Mapped[str] = mapped_column(String(64))
    by_id: Mapped[int | None] = to("person.id", index=False)
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    # A new round begins so many months after both have completed the course; None: never.
    renew_months: Mapped[int | None]
    # How many days the date lay ahead when it was set: so many a later round has, too.
    due_days: Mapped[int | None]
    # Each module opens when the one before is done by whoever reads.
    in_order: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Nothing is added after the date; what was begun stays readable.
    closes: Mapped[bool] = mapped_column(default=False, server_default=false())
    # When the date was last set to another day; None: never since it was given.
    moved_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("renew_months >= 1 AND renew_months <= 36", name="renew_months_in_range"),
        # Without what is given to whole teams: that is looked for by team.
        Index(
            "ix_assignment_pair_id",
            "pair_id",
            sqlite_where=text("pair_id IS NOT NULL"),
            postgresql_where=text("pair_id IS NOT NULL"),
        ),
        Index(
            "uq_assignment_pair",
            "course_id",
            "pair_id",
            unique=True,
            sqlite_where=text("pair_id IS NOT NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("pair_id IS NOT NULL AND withdrawn_at IS NULL"),
        ),
        Index(
            "uq_assignment_team",
            "course_id",
            "team_id",
            unique=True,
            sqlite_where=text("pair_id IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("pair_id IS NULL AND withdrawn_at IS NULL"),
        ),
    )


class SoloAssignment(Base):
    """A course that is read alone, given to one person or to whoever has a role in a team.

    To a role it is given with those who get it later. The end of `due_on` is meant in `time_zone`.
    """

    __tablename__ = "solo_assignment"

    id: Mapped[intpk]
    course_id: Mapped[int] = to("course.id")
    team_id: Mapped[int] = to("team.id")
    # One of the two: everybody of the team with this role, or this person.
    role: Mapped[Role | None]
    person_id: Mapped[int | None] = to("person.id")
    due_on: Mapped[date | None]
    time_zone: Mapped[str] = mapped_column(String(64))
    by_id: Mapped[int | None] = to("person.id", index=False)
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    # Begins anew so many months after somebody has completed it; None: never.
    renew_months: Mapped[int | None]
    # How many days the date lay ahead when it was set: so many a later round has, too.
    due_days: Mapped[int | None]
    # When the date was last set to another day; None: never since it was given.
    moved_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("renew_months >= 1 AND renew_months <= 36", name="renew_months_in_range"),
        CheckConstraint("(role IS NULL) <> (person_id IS NULL)", name="role_or_person"),
        Index(
            "uq_solo_assignment_person",
            "course_id",
            "team_id",
            "person_id",
            unique=True,
            sqlite_where=text("person_id IS NOT NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("person_id IS NOT NULL AND withdrawn_at IS NULL"),
        ),
        Index(
            "uq_solo_assignment_role",
            "course_id",
            "team_id",
            "role",
            unique=True,
            sqlite_where=text("role IS NOT NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("role IS NOT NULL AND withdrawn_at IS NULL"),
        ),
    )


class StepDone(Base):
    """A person did a step of a module alone. Append-only."""

    __tablename__ = "step_done"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    module_id: Mapped[int] = to("module.id")
    revision_id: Mapped[int] = to("revision.id", index=False)
    step: Mapped[Step] = mapped_column(enum_column(Step, "step", checked=False))
    # 1 for the first time; a course that is renewed is done again.
    number: Mapped[int] = mapped_column(default=1, server_default="1")
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("person_id", "module_id", "step", "number"),
        # The steps for two are done in a pair: `PairStepDone`.
        CheckConstraint("step IN ('read', 'practice', 'quiz')", name="step"),
    )


class Completion(Base):
    """A person finished a module. Append-only: nothing ever takes it back.

    `how` is steps (all steps done) or edit (a later edit asked for no more than was done). `role`
    is in which role, where the lesson asked more of another one; None: it counts for every role.
    """

    __tablename__ = "completion"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    module_id: Mapped[int] = to("module.id")
    revision_id: Mapped[int] = to("revision.id", index=False)
    how: Mapped[str] = mapped_column(String(16))
    role: Mapped[Role | None]
    # 1 for the first time; what is renewed, or asks more of another role, is finished again.
    number: Mapped[int] = mapped_column(default=1, server_default="1")
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("person_id", "module_id", "number"),)


class QuizDraft(Base):
    """Quiz answers not yet sent. `answers` is JSON: question id to the option keys chosen;
    `checked` is JSON: the questions whose feedback was shown, whose answers stand."""

    __tablename__ = "quiz_draft"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    module_id: Mapped[int] = to("module.id")
    revision_id: Mapped[int] = to("revision.id", index=False)
    answers: Mapped[json_text] = mapped_column(default="{}")
    checked: Mapped[json_text] = mapped_column(default="[]")
    saved_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("person_id", "module_id"),)


class Attempt(Base):
    """One submission of a quiz, bound to the revision it answered.

    `answers`, `marks` and `order` are JSON: question id to option keys, to right or wrong,
    and the order in which questions and options stood. `carried` lists the questions whose
    right answers came from the attempt before.
    """

    __tablename__ = "attempt"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    module_id: Mapped[int] = to("module.id")
    revision_id: Mapped[int] = to("revision.id", index=False)
    number: Mapped[int]
    role: Mapped[str] = mapped_column(String(16))
    answers: Mapped[json_text]
    marks: Mapped[json_text]
    order: Mapped[json_text]
    carried: Mapped[json_text] = mapped_column(default="[]")
    right: Mapped[int]
    total: Mapped[int]
    passed: Mapped[bool]
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("person_id", "module_id", "number"),
        CheckConstraint('"right" >= 0 AND "right" <= total', name="right_of_total"),
    )


class FormSent(Base):
    """A form that was recorded, by its own id, and where its result is. A repeat leads there."""

    __tablename__ = "form_sent"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int | None] = to("person.id")
    result: Mapped[str]
    # A hash of what it said: a repeat that says something else is told from a mere repeat.
    said: Mapped[str] = mapped_column(String(64), default="", server_default="")
    at: Mapped[datetime]
