"""Whom do readers of each language turn to?"""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry
from tandem.people.contact import actions, queries
from tests.cast import NOW, Cast


def say(session: Session, cast: Cast, language: str, text: str) -> None:
    """Ada sets it."""
    actions.set_contact(session, language, text, by_id=cast.ada.id, now=NOW)
    session.flush()


@pytest.mark.parametrize(
    ("known", "language", "found"),
    [
        ({"de": "D", "en": "E", "fr": "F"}, "de", "D"),
        ({"en": "E", "fr": "F"}, "de", "E"),
        ({"fr": "F", "es": "S"}, "de", "S"),
        ({}, "de", None),
    ],
)
def test_readers_get_their_own_language_then_english_then_whichever_there_is(
    session: Session, cast: Cast, known: dict[str, str], language: str, found: str | None
) -> None:
    for code, text in known.items():
        say(session, cast, code, text)

    shown = queries.contact_in(session, language)

    assert (shown.text if shown else None) == found
    assert shown is None or known[shown.language] == found


def test_each_change_is_noted_once_and_an_empty_text_takes_it_away(
    session: Session, cast: Cast
) -> None:
    for text, number in (("", 0), ("A", 1), ("A", 1), ("B", 2), ("", 3), ("", 3)):
        say(session, cast, "en", text)
        assert queries.contacts(session) == ({"en": text} if text else {})
        rows = session.scalars(select(AuditEntry)).all()
        assert len(rows) == number
        assert {(row.actor_id, row.detail) for row in rows} <= {(cast.ada.id, "")}
