"""Files that trainers have handed in and not yet taken over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, to


class Upload(Base):
    """A file that waits for a decision, for a day at most; its token is the page's address."""

    __tablename__ = "upload"

    token: Mapped[str] = mapped_column(String(43), primary_key=True)
    person_id: Mapped[int] = to("person.id")
    name: Mapped[str] = mapped_column(String(200))
    into_course: Mapped[str] = mapped_column(String(120))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]
