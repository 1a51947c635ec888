"""Which halves did a leader set complete, and why?"""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, enum_column, to
from tandem.terms import OverridePromise


class Override(Base):
    """A leader set a half complete. Append-only: the completion itself holds whose half, and when.

    `promise` is what the form had said about who will read the reason; it is never widened.
    """

    __tablename__ = "override"

    completion_id: Mapped[int] = mapped_column(ForeignKey("pair_completion.id"), primary_key=True)
    by_id: Mapped[int | None] = to("person.id", index=False)
    reason: Mapped[str]
    promise: Mapped[OverridePromise] = mapped_column(
        enum_column(OverridePromise, "override_promise")
    )
