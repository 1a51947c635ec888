"""What comes back of finished modules: answers to refreshers, and who wants none."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, enum_column, intpk, json_text, to
from tandem.terms import RefresherFace, RefresherPromise, Role


class RefresherAnswer(Base):
    """One answer to a question that came back. Append-only.

    `face` other is a guess what the partner in `pair_id` would say; it is never marked. `guess_id`
    is the partner's guess about this answer: with it both are open, for good. `stability`,
    `difficulty` and `due_at` are the memory that FSRS sees after this answer. `answer` is JSON, as
    in an attempt. `promise` is what the page had said.
    """

    __tablename__ = "refresher_answer"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    module_id: Mapped[int] = to("module.id")
    revision_id: Mapped[int] = to("revision.id", index=False)
    question: Mapped[str] = mapped_column(String(80))
    # In whose face the question stands.
    role: Mapped[Role]
    face: Mapped[RefresherFace] = mapped_column(enum_column(RefresherFace, "face"))
    pair_id: Mapped[int | None] = to("pair.id")
    guess_id: Mapped[int | None] = mapped_column(ForeignKey("refresher_answer.id"), unique=True)
    answer: Mapped[json_text]
    promise: Mapped[RefresherPromise] = mapped_column(enum_column(RefresherPromise, "promise"))
    # The team of the seat it was read in, for good; None where it was read alone.
    team_id: Mapped[int | None] = to("team.id")
    # When the module was finished, in the round that this answer belongs to.
    learned_at: Mapped[datetime]
    right: Mapped[bool | None]
    stability: Mapped[float | None]
    difficulty: Mapped[float | None]
    due_at: Mapped[datetime | None]
    # How long such a question is taken to need: what a week holds is counted by it.
    estimated_seconds: Mapped[int]
    # 1 for the first time that somebody answers this question from this face in this pair.
    number: Mapped[int]
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("person_id", "module_id", "question", "face", "number"),
        CheckConstraint("face = 'own' OR pair_id IS NOT NULL", name="guess_has_pair"),
        CheckConstraint(
            "guess_id IS NULL OR (face = 'own' AND pair_id IS NOT NULL)", name="opens_in_pair"
        ),
        CheckConstraint(
            "face = 'other' OR (\"right\" IS NOT NULL AND due_at IS NOT NULL"
            " AND stability IS NOT NULL AND difficulty IS NOT NULL)",
            name="own_is_marked",
        ),
    )


class RefresherChoice(Base):
    """Whether somebody wants refreshers. Who has chosen nothing gets them."""

    __tablename__ = "refresher_choice"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    wants: Mapped[bool] = mapped_column(default=True, server_default=true())
    changed_at: Mapped[datetime]
