"""Who is there when it is no longer a habit: what an administrator says for this site."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base


class SiteContact(Base):
    """Whom somebody turns to, in one language. Who set it stands in the audit log."""

    __tablename__ = "site_contact"

    language: Mapped[str] = mapped_column(String(16), primary_key=True)
    text: Mapped[str]
