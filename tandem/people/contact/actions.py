"""An administrator says whom people turn to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tandem.models import SiteContact
from tandem.models.audit import record_act
from tandem.terms import AuditAct


def set_contact(session: Session, language: str, text: str, *, by_id: int, now: datetime) -> None:
    """Set what readers of a language are told; an empty text takes it away.

    The log says who did it, and not what was written.
    """
    row = session.get(SiteContact, language)
    if (row.text if row else "") == text:
        return
    if row is None:
        session.add(SiteContact(language=language, text=text))
    elif text:
        row.text = text
    else:
        session.delete(row)
    record_act(session, AuditAct.CONTACT_SET, by_id=by_id, subject_id=by_id, now=now)
