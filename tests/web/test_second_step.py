"""From when do the days count in which a second step is set up?"""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy.orm import Session

from tandem.web import db, second_step
from tests.cast import NOW, Cast


def test_the_days_count_from_when_somebody_was_first_told(
    app: Flask, session: Session, cast: Cast
) -> None:
    for moment in (NOW, NOW + timedelta(days=1)):
        with app.app_context():
            second_step.note_asked(cast.ada.id, moment)
            db.session().commit()

    session.refresh(cast.ada)
    assert cast.ada.second_step_asked_at == NOW
