"""Which settings are others than at the last start? The log says which, and never their values."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import SettingMark
from tandem.models.audit import record_act
from tandem.terms import AuditAct

# Marks are made with it, so a change of it is told by its own mark alone.
KEY = "SECRET_KEY"


def note(
    session: Session,
    config: Mapping[str, Any],
    names: Iterable[str],
    *,
    prefix: str,
    now: datetime,
) -> None:
    """Record each setting that has changed since the last start. The caller commits.

    The first start compares with nothing, so it records nothing; a setting that a new version
    brings has not changed either.
    """
    known = {row.name: row for row in session.scalars(select(SettingMark))}
    key_row = known.get(KEY)
    has_other_key = key_row is not None and key_row.mark != mark_of(KEY, config)
    for name in names:
        mark, row = mark_of(name, config), known.get(name)
        if row is None:
            session.add(SettingMark(name=name, mark=mark))
        elif row.mark != mark:
            row.mark = mark
            if name == KEY or not has_other_key:
                about = f"{prefix}{name}"
                record_act(session, AuditAct.SETTING_CHANGED, by_id=None, about=about, now=now)


def mark_of(name: str, config: Mapping[str, Any]) -> str:
    """What tells a value from another, and from which nobody without the key reads the value."""
    value = f"{name}={config[name]}".encode()
    return hmac.new(str(config[KEY]).encode(), value, hashlib.sha256).hexdigest()
