"""Do letters of a site with its own name, words and colors say and show ours?"""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tandem.models import Course, SiteIdentity
from tests.cast import NOW, Cast
from tests.notifications.conftest import mail_today
from tests.people.site_look.words import WORDS, ours_in
from tests.postbox import Postbox, text_of


@pytest.fixture
def renamed(session: Session) -> None:
    """The site is called Forge, its roles engineer and designer, and its left half is blue."""
    colors = json.dumps({"rep": "#3355cc", "support": "#7d6300"})
    row = SiteIdentity(made_at=NOW, turn=1, name="Forge", words=json.dumps(WORDS), colors=colors)
    session.add(row)
    session.commit()


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_letter_says_our_words(
    mailing: Flask, session: Session, cast: Cast, course: Course, renamed: None, postbox: Postbox,
    language: str,
) -> None:  # fmt: skip
    for person in (cast.sam, cast.sue, cast.lee):
        session.merge(person).language = language
    session.commit()

    mail_today(mailing)

    assert len(postbox.letters) >= 3
    for letter in postbox.letters:
        for text in (letter["Subject"], text_of(letter, "plain")):
            assert ours_in(text) == []
        assert "Forge" in letter["From"]
        html = text_of(letter, "html")
        assert "Forge" in html
        assert "#3355cc" in html
        assert "#a8480f" not in html
