"""What have the sample's people said of themselves, and which mail have they had?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from tandem.models import Letter, Person, Team
from tandem.notifications.calendar import actions as calendar
from tandem.people.matching import actions as matching
from tandem.terms import Channel, LetterKind, Liking, Planning, Rhythm

EARLY, LATE = Rhythm.EARLY, Rhythm.LATE
TALK, WRITE = Channel.TALK, Channel.WRITE
AHEAD, AT_ONCE = Planning.AHEAD, Planning.AT_ONCE
# Likes, rhythm, channel, planning, pairs at most, may be used. Diego and Jonas fit: a suggestion.
STYLES: dict[str, tuple[Liking, Rhythm, Channel, Planning, int, bool]] = {
    "rep@example.com": (Liking.YES, LATE, TALK, AT_ONCE, 1, True),
    "support@example.com": (Liking.SOMETIMES, EARLY, WRITE, AHEAD, 3, True),
    "diego@sample.example": (Liking.YES, EARLY, TALK, AT_ONCE, 2, True),
    "jonas@sample.example": (Liking.YES, EARLY, TALK, AHEAD, 2, True),
    "amara@sample.example": (Liking.SOMETIMES, LATE, WRITE, AHEAD, 1, False),
}
BEST = {
    "diego@sample.example": "Makes people glad that he called.",
    "jonas@sample.example": "Sees what is missing before anybody asks.",
}
# To whom, how many days ago, what about, and what went wrong.
LETTERS = (
    ("rep@example.com", 7, "Respectful teaming: your half", ""),
    ("support@example.com", 7, "Respectful teaming: your half", ""),
    ("leader@example.com", 4, "Your week in Tandem", ""),
    ("oleg@sample.example", 7, "Respectful teaming: your half", "550 no such mailbox"),
)


def set_up_accounts(
    session: Session, team: Team, people: dict[str, Person], *, leader_id: int, now: datetime
) -> None:
    """Answers on how they like to work, the best of two, a calendar, and a week of mail."""
    for email, style in STYLES.items():
        say_style(session, people[email], style, now=now - timedelta(days=15))
    for email, text in BEST.items():
        person_id, since = people[email].id, now - timedelta(days=14)
        matching.name_best(
            session, team_id=team.id, person_id=person_id, text=text, by_id=leader_id, now=since
        )
    calendar.renew(session, people["rep@example.com"].id, now=now - timedelta(days=10))
    for email, days, subject, trouble in LETTERS:
        session.add(letter(people[email], subject, trouble, at=now - timedelta(days=days)))
    session.flush()


def say_style(
    session: Session,
    person: Person,
    style: tuple[Liking, Rhythm, Channel, Planning, int, bool],
    *,
    now: datetime,
) -> None:
    """One person's answers."""
    likes, rhythm, channel, planning, seats, may_be_used = style
    matching.say_style(
        session,
        person.id,
        likes=likes,
        rhythm=rhythm,
        channel=channel,
        planning=planning,
        seats=seats,
        may_be_used=may_be_used,
        now=now,
    )


def letter(person: Person, subject: str, trouble: str, *, at: datetime) -> Letter:
    """A daily letter that has left, or could not be delivered. Nothing is sent for a sample."""
    ended: dict[str, Any] = {"given_up_at": at, "trouble": trouble} if trouble else {"sent_at": at}
    return Letter(
        kind=LetterKind.DAILY,
        person_id=person.id,
        recipient=person.email,
        subject=subject,
        text="",
        language=person.language,
        day=at.date(),
        has_digest="week" in subject,
        created_at=at,
        next_try_at=at,
        tries=1,
        **ended,
    )
