"""Who has read what changed in a module since they finished it?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from tandem.models.base import Base, intpk, to


class EditionRead(Base):
    """Somebody has read what is new in an edition of a module that they had finished."""

    __tablename__ = "edition_read"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    module_id: Mapped[int] = to("module.id")
    edition: Mapped[int]
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("person_id", "module_id", "edition"),)
