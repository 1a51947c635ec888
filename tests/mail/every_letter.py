"""One letter of every kind that the site writes, with the longest names it may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import partial

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.leading.made_files.making import post_file_letter
from tandem.mail.letters import LetterText, reading_as
from tandem.models import AuditEntry, Invitation, Letter, Person
from tandem.notifications.daily import queries
from tandem.notifications.daily.letter import with_weeks, written
from tandem.notifications.daily.news import (
    Matter,
    News,
    NudgeNews,
    PlanNews,
    ReviewNews,
    SceneNews,
)
from tandem.notifications.daily.queries import Bundle
from tandem.people.accounts import telling
from tandem.people.accounts.actions import post_letter
from tandem.people.administration.settings_routes import post_test_letter
from tandem.people.invitations.posting import post_invitation
from tandem.terms import AuditAct, PlanCheck
from tandem.together.scene_turns import SceneCall
from tandem.web import clock, db
from tests.cast import NOW, Cast
from tests.status import drain

LINK = "https://tandem.example.com/there"
NAME, MODULE = "Wilhelmine-Charlotte", "What a yes before the ink is dry costs later"
SCENE = "The call at half past five"
DAY = date(2026, 3, 9)


STYLE = re.compile(r"<style.*?</style>", re.DOTALL)


@dataclass(frozen=True)
class Kind:
    """A kind of letter: what it is called here, and the letter."""

    name: str
    letter: LetterText


def letters_in(app: Flask, session: Session, cast: Cast, language: str) -> list[Kind]:
    """A letter of every kind, to Sam, in a language."""
    for person in readers(cast):
        person.language = language
    session.commit()
    with app.test_request_context(method="POST"), reading_as(app, language):
        with db.writing():
            short = posted(cast)
        daily = [
            Kind(name, written(Bundle(cast.sam, DAY, **facts))) for name, facts in BUNDLES.items()
        ]
        whole = [Kind(f"daily: {who.given_name}", day_of(session, who)) for who in readers(cast)]
    return [*short, *daily, *whole]


def without_style(html: str) -> str:
    """What a letter says in HTML, without its style sheet."""
    return STYLE.sub("", html)


def readers(cast: Cast) -> list[Person]:
    """Who gets what is real: one of the two, and who leads them."""
    return [cast.sam, cast.lee]


def day_of(session: Session, person: Person) -> LetterText:
    """The letter that somebody would get now."""
    drain(session)
    found = queries.readers_of(session, [person.id], now=clock.now())
    session.info["language"] = person.language
    (bundle,) = queries.bundles(session, found, now=clock.now())
    return written(with_weeks(session, bundle))


def posted(cast: Cast) -> list[Kind]:
    """The letters that leave when somebody presses something."""
    session = db.session()
    sam, now = session.merge(cast.sam), clock.now()
    before = set(session.scalars(select(Letter.id)))
    for post in POSTS.values():
        post(sam)
    named = list(POSTS)
    for name, (joined, invitation) in invitations(cast).items():
        sam.joined_at = now if joined else None
        post_invitation(invitation, sam, LINK, sender=NAME)
        named.append(name)
    post_file_letter(sam, "board.xlsx", now=now, put=partial(post_letter, session))
    entry = AuditEntry(
        at=NOW, act=AuditAct.SIGNED_OUT_ELSEWHERE, subject_id=sam.id, actor_id=cast.lee.id
    )
    session.add(entry)
    session.flush()
    telling.post_notice(sam, [entry.id], at="", at_once=True)
    rows = session.scalars(select(Letter).where(Letter.id.not_in(before)).order_by(Letter.id))
    named += ["file", "notice"]
    letters = [LetterText(row.subject, row.text, row.html) for row in rows]
    session.rollback()
    return [Kind(name, letter) for name, letter in zip(named, letters, strict=True)]


def invitations(cast: Cast) -> dict[str, tuple[bool, Invitation]]:
    """The three that there are, each with whether its reader has joined already."""
    lets_in = Invitation(lets_in=True, team_id=None)
    asks = Invitation(lets_in=False, team_id=cast.north.id)
    return {
        "invitation: join": (False, lets_in),
        "invitation: team": (True, asks),
        "invitation: team, before joining": (False, asks),
    }


POSTS = {
    "password, forgotten": lambda sam: telling.post_password_letter(sam, LINK),
    "password, by somebody": lambda sam: telling.post_password_letter(sam, LINK, made_by=NAME),
    "mail address": lambda sam: telling.post_mail_letter(
        sam, LINK, recipient="sam@example.org", email="sam@example.org"
    ),
    "sign-in": lambda sam: telling.post_sign_in_letter(sam, LINK, code="123456"),
    "test": lambda sam: post_test_letter(sam.id),
}


def scene(call: SceneCall) -> dict[str, News]:
    """A partner has moved."""
    news = SceneNews(call, NAME, f"<em>{SCENE}</em>", "teaming", "engine", 1, "five")
    return {"news": News(scenes=(news,))}


BUNDLES: dict[str, dict[str, object]] = {
    "nudge": {"news": News(nudges=(NudgeNews(NAME, MODULE, 4, 1),))},
    "two modules of one pair": {
        "news": News(nudges=(NudgeNews(NAME, MODULE, 4, 1), NudgeNews(NAME, "Engine", 0, 1))),
    },
    **{f"scene: {call}": scene(call) for call in SceneCall},
    "goal": {"news": News(again=(ReviewNews(Matter.GOAL, NAME, 1),))},
    "agreement": {"news": News(again=(ReviewNews(Matter.AGREEMENT, NAME, 1),))},
    "plan": {"news": News(plans=(PlanNews(1, 1, PlanCheck.AFTER_TWO, MODULE, DAY),))},
    "refresher": {"refresher": MODULE},
    "ended": {"news": News(ended=(NAME,))},
    "several": {
        "news": News(
            nudges=(NudgeNews(NAME, MODULE, 4, 1), NudgeNews("Sue", MODULE, 0, 2)),
            again=(ReviewNews(Matter.GOAL, NAME, 1),),
            ended=("Otto",),
        ),
        "refresher": MODULE,
    },
}
