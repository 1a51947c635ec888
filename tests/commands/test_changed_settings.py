"""Does the log say which settings changed between two starts, and never their values?"""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.commands import changed_settings
from tandem.models import AuditEntry, SettingMark
from tandem.terms import AuditAct
from tandem.web.settings import PREFIX, SETTINGS
from tests.cast import NOW


def noted(session: Session, app: Flask, **changes: Any) -> list[str]:
    """What the log says after a start with these settings, beside those before."""
    before = len(session.scalars(select(AuditEntry)).all())
    changed_settings.note(session, {**app.config, **changes}, SETTINGS, prefix=PREFIX, now=NOW)
    session.commit()
    rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()[before:]
    assert all(row.act is AuditAct.SETTING_CHANGED and row.actor_id is None for row in rows)
    return [row.about for row in rows]


def test_the_first_start_compares_with_nothing(session: Session, app: Flask) -> None:
    assert noted(session, app) == []
    assert session.scalars(select(SettingMark)).first(), "but it notes what is set"


@pytest.mark.parametrize(
    "change", [{"KEEP_LOG_DAYS": 365}, {"SMTP_URL": "smtp://mail.example:25"}, {"SECRET_KEY": "k"}]
)
def test_a_setting_that_changed_is_named_once(
    session: Session, app: Flask, change: dict[str, Any]
) -> None:
    noted(session, app)

    names = [f"TANDEM_{name}" for name in change]
    assert noted(session, app, **change) == names
    assert noted(session, app, **change) == []


def test_no_value_is_kept(session: Session, app: Flask) -> None:
    noted(session, app, SMTP_URL="smtp://user:geheim@mail.example:25")

    marks = [row.mark for row in session.scalars(select(SettingMark))]
    assert {len(mark) for mark in marks} == {64}
    assert "geheim" not in repr(marks)
