"""Did somebody do what they had planned? What they said when they were asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, enum_column, intpk, to
from tandem.terms import FeedbackPromise, PlanCheck, PlanSaid


class PlanAnswer(Base):
    """One answer about a plan, never changed: a figure that moves by one would name somebody.

    `step_answer_id` is the plan; None where its author was erased, so that the groups of five stay.
    `team_id` is the team of its pair when it was answered, for good.
    """

    __tablename__ = "plan_answer"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    step_answer_id: Mapped[int | None] = to("step_answer.id", index=False)
    team_id: Mapped[int | None] = to("team.id")
    module_id: Mapped[int] = to("module.id")
    step: Mapped[str] = mapped_column(String(80))
    asked: Mapped[PlanCheck] = mapped_column(enum_column(PlanCheck, "asked"))
    said: Mapped[PlanSaid] = mapped_column(enum_column(PlanSaid, "said"))
    promise: Mapped[FeedbackPromise] = mapped_column(enum_column(FeedbackPromise, "promise"))
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("step_answer_id", "asked"),)
