"""What a site calls itself and the two roles, its logo and its colours."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from tandem.models.base import Base, intpk, json_text


class SiteIdentity(Base):
    """One version of it. A row is not changed but for `turn`; who chose it stands in the audit log.

    `turn` grows with each choice: the row with the highest is shown, those before it were, and one
    without has only been looked at. `words` and `colors` are JSON: by language and role the forms
    of its word; by the names of `figures.accents.accents` the colours that were chosen.
    """

    __tablename__ = "site_identity"

    id: Mapped[intpk]
    made_at: Mapped[datetime]
    turn: Mapped[int | None] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(40), default="")
    words: Mapped[json_text] = mapped_column(default="{}")
    colors: Mapped[json_text] = mapped_column(default="{}")
    logo_sha: Mapped[str] = mapped_column(String(64), default="")
    logo_type: Mapped[str] = mapped_column(String(20), default="")
    logo: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
