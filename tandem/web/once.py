"""Was this form already recorded? Submitting twice is submitting once."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from tandem.models import FormSent
from tandem.web import db
from tandem.web.forms import person_id


def earlier_result(form_id: str, *, now: datetime) -> str | None:
    """The address of the result if this form was recorded before; otherwise claims it.

    The claim is a row in the same transaction as what the form records. A second copy sent at
    the same moment waits for the first and then reads its result.
    """
    key = key_of(form_id)
    session = db.session()
    sent = session.get(FormSent, key)
    if sent is None:
        session.add(FormSent(id=key, person_id=person_id() or None, result="", at=now))
        try:
            session.flush()
        except IntegrityError:
            session.rollback()
            sent = session.get_one(FormSent, key)
    return sent.result if sent else None


def was_recorded(form_id: str) -> bool:
    """Was this form recorded before? Claims nothing."""
    return db.session().get(FormSent, key_of(form_id)) is not None


def remember_result(form_id: str, address: str) -> str:
    """Keep where the result of a claimed form is; gives the address back."""
    key = key_of(form_id)
    db.session().get_one(FormSent, key).result = address
    return address


def key_of(form_id: str) -> str:
    """What stands for a form's id in its row."""
    return hashlib.sha256(form_id.encode()).hexdigest()
