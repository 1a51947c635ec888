"""What does the mail of a day say of a scene for two? Who has decided, and nothing of the story."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tandem.notifications.daily.news import LastTold, scenes_to
from tandem.people.pairs.queries import pairs_by_id
from tandem.progress.pair_courses import courses_of
from tandem.terms import Role
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, serve
from tests.notifications.conftest import At, mail_today
from tests.postbox import Postbox, text_of
from tests.together.scene_for_two.scene_helpers import (
    HARBOUR,
    REP,
    SCENES,
    SUPPORT,
    Play,
    play_of,
    seen,
    with_scene,
)
from tests.two_pairs import two_pairs


@pytest.fixture
def play(session: Session, cast: Cast, at: At, browser_of: Browser) -> Play:
    """Sam and Sue have a scene before them; it is Monday."""
    assign(session, cast.pair, serve(session, with_scene()))
    return play_of(cast, browser_of)


@two_pairs
def test_who_is_to_decide_is_told_once_and_the_other_is_not(
    mailing: Flask, play: Play, at: At, postbox: Postbox
) -> None:
    play.press(REP, "0:0")

    for day in range(4):
        at(NOW + timedelta(days=day))
        mail_today(mailing)

    (letter,) = postbox.to("sue@example.com")
    assert letter["Subject"] == "Sam Adeyemi has decided: your turn"
    assert postbox.to("sam@example.com") == []


def test_the_mail_leads_to_the_scene_and_tells_nothing_of_it(
    mailing: Flask, play: Play, postbox: Postbox
) -> None:
    play.press(REP, "0:0")

    mail_today(mailing)

    (letter,) = postbox.to("sue@example.com")
    for kind in ("plain", "html"):
        text = text_of(letter, kind)
        assert f"https://tandem.example.com{play.address}" in text
        assert "Sam Adeyemi has decided in “The harbour”: your turn." in text
        assert "Go over" not in text
        assert seen(text) == set()


@two_pairs
@pytest.mark.parametrize(
    ("moves", "who", "subject"),
    [
        ([(REP, "0:1")], "sue", "Sam Adeyemi has decided: your scene has come to an end"),
        ([(REP, "0:0"), (SUPPORT, "1:again")], "sam", "would like to begin a scene again"),
    ],
)
def test_an_end_and_a_wish_are_told_too(
    mailing: Flask,
    play: Play,
    postbox: Postbox,
    moves: list[tuple[Role, str]],
    who: str,
    subject: str,
) -> None:
    for seat, move in moves:
        play.press(seat, move)

    mail_today(mailing)

    (letter,) = postbox.to(f"{who}@example.com")
    assert subject in letter["Subject"]
    assert postbox.to("sam@example.com" if who == "sue" else "sue@example.com") == []


@two_pairs
def test_whoever_decides_twice_in_a_row_calls_nobody_in_between(
    mailing: Flask, session: Session, cast: Cast, at: At, browser_of: Browser, postbox: Postbox
) -> None:
    story = (*SCENES[:2], replace(SCENES[2], seat=SUPPORT), *SCENES[3:])
    step = replace(HARBOUR, scenes=story)
    assign(session, cast.pair, serve(session, with_scene(step=step)))
    play = play_of(cast, browser_of)
    play.press(REP, "0:0")
    play.press(SUPPORT, "1:1")

    mail_today(mailing)

    assert postbox.to("sam@example.com") == postbox.to("sue@example.com") == []


def test_whose_partner_is_called_and_wants_no_mail_gets_none_either(
    session: Session, cast: Cast, play: Play
) -> None:
    play.press(REP, "0:0")
    courses = courses_of(session, pairs_by_id(session, [cast.pair.id]), now=NOW)
    told = LastTold("UTC", None, None)

    assert scenes_to(session, {cast.sam.id: told}, courses, now=NOW) == {}
    assert list(scenes_to(session, {cast.sue.id: told}, courses, now=NOW)) == [cast.sue.id]


def test_who_has_gone_on_meanwhile_gets_no_mail(
    mailing: Flask, play: Play, postbox: Postbox
) -> None:
    play.press(REP, "0:0")
    play.press(SUPPORT, "1:1")

    mail_today(mailing)

    assert postbox.to("sue@example.com") == []
    (letter,) = postbox.to("sam@example.com")
    assert letter["Subject"].endswith("has decided: your turn")
