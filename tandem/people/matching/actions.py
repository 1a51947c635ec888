"""How are answers about working style recorded, and what a leader says somebody is best at?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tandem.models import BestOf, StylePutOff, WorkingStyle
from tandem.terms import Channel, Liking, Planning, Rhythm


def say_style(
    session: Session,
    person_id: int,
    *,
    likes: Liking,
    rhythm: Rhythm,
    channel: Channel,
    planning: Planning,
    seats: int,
    may_be_used: bool,
    now: datetime,
) -> None:
    """Keep what somebody says of how they like to work; the newest counts."""
    session.merge(
        WorkingStyle(
            person_id=person_id,
            likes=likes,
            rhythm=rhythm,
            channel=channel,
            planning=planning,
            seats=seats,
            may_be_used=may_be_used,
            at=now,
        )
    )
    session.flush()


def put_off(session: Session, person_id: int, *, now: datetime) -> None:
    """Stop asking somebody on their own page. A second call changes nothing."""
    session.merge(StylePutOff(person_id=person_id, at=now))
    session.flush()


def name_best(
    session: Session, *, team_id: int, person_id: int, text: str, by_id: int, now: datetime
) -> None:
    """Keep what a leader says somebody is best at."""
    session.merge(
        BestOf(team_id=team_id, person_id=person_id, text=text.strip(), by_id=by_id, at=now)
    )
    session.flush()
