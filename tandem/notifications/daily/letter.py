"""How is a person's daily letter written, and who writes them each day?"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Any

from flask import Flask, render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup
from sqlalchemy.orm import Session

from tandem.content.lesson import StepKind
from tandem.leading.status import address, refreshing
from tandem.leading.status.queries import StatusScope
from tandem.learning.plans.links import PlanLink, address_of
from tandem.learning.refreshers.off_links import refreshers_off_address
from tandem.mail.letters import LetterText, in_our_hand, off_address, reading_as
from tandem.mail.sending import Composer, Outcome, send_waiting, site_time
from tandem.models import Letter
from tandem.notifications.daily import actions, queries
from tandem.notifications.daily.actions import Written
from tandem.notifications.daily.ahead import ActNews
from tandem.notifications.daily.news import Matter, NudgeNews, PlanNews, ReviewNews, SceneNews
from tandem.notifications.daily.queries import Bundle, Task
from tandem.notifications.weekly.queries import weeks_of
from tandem.notifications.weekly.words import team_address, week_parts, week_title
from tandem.progress import next_words
from tandem.progress.new_editions import NewEdition
from tandem.progress.next_thing import NextThing
from tandem.terms import PlanSaid
from tandem.together.scene_turns import SceneCall
from tandem.web import clock, db
from tandem.web.links import full_address
from tandem.working_time import WorkingTime

log = logging.getLogger(__name__)
# Where the site runs by itself, nobody is written to before this hour of their day.
MORNING = 7
GO = 500


def run(app: Flask, *, from_hour: int = 0, slot: datetime | None = None) -> Written | None:
    """Write today's letters. None where another worker does this slot.

    In goes of some hundred people, each a transaction of its own: a process that dies loses
    nothing that was written, and the next run writes the rest. A go that fails is done again one by
    one, so that one bad record leaves out one person, who is named.
    """
    now = clock.now(app)
    refreshing.drain(app.extensions["engine"])
    with db.own_session(app) as session:
        begun = actions.begin_run(session, slot=slot, now=now)
        session.commit()
        if begun is None:
            return None
        people = queries.everybody_to_ask(session)
        session.commit()
        left_out: list[int] = []
        for start in range(0, len(people), GO):
            go = people[start : start + GO]
            written = write_go(session, go, from_hour=from_hour, site=site_time(app), now=now)
            begun.letters += written.letters
            left_out += written.left_out
            session.commit()
        actions.forget_old(session, now=now)
        begun.finished_at = clock.now(app)
        session.commit()
        return Written(begun.letters, tuple(left_out))


def write_go(
    session: Session, people: list[int], *, from_hour: int, site: WorkingTime, now: datetime
) -> Written:
    """The letters of some people, and commit: all at once, or one by one where that fails."""
    try:
        count = actions.write_letters(session, people, from_hour=from_hour, site=site, now=now)
        session.commit()
    except Exception:
        session.rollback()
        log.exception("letters are written one by one now")
        return actions.write_one_by_one(session, people, from_hour=from_hour, site=site, now=now)
    return Written(count)


def run_of_this_hour(app: Flask) -> Outcome:
    """What the site does by itself: once an hour write what is due, then send what waits."""
    hour = clock.now(app).replace(minute=0, second=0, microsecond=0)
    run(app, from_hour=MORNING, slot=hour)
    return send(app)


def send(app: Flask) -> Outcome:
    """Send everything that waits, daily letters too: a leader's week by what is true now."""
    refreshing.drain(app.extensions["engine"])
    return send_waiting(app, composer(app))


def composer(app: Flask) -> Composer:
    """What writes a daily letter at the moment it leaves."""

    def compose(session: Session, letter: Letter) -> LetterText | None:
        people = [letter.person_id or 0]
        readers = queries.readers_of(session, people, site=site_time(app), now=clock.now(app))
        if not readers:
            return None
        # Lessons, and whoever is erased, are named as their reader knows them.
        session.info["language"] = language = readers[0].person.language
        with app.app_context(), reading_as(app, language):
            bundles = queries.bundles(session, readers, now=clock.now(app))
            if not bundles or bundles[0].day != letter.day:
                return None
            letter.has_digest = bundles[0].has_week
            letter.has_refresher = bool(bundles[0].refresher)
            return written(with_weeks(session, bundles[0]))

    return compose


def with_weeks(session: Session, bundle: Bundle) -> Bundle:
    """The same with the week of each team, where the letter is to tell it."""
    if not bundle.has_week:
        return bundle
    limits, now = address.stall_limits(), clock.now()
    sight = StatusScope(leader_id=bundle.person.id, team_id=None, now=now, limits=limits)
    return replace(bundle, teams=tuple(weeks_of(session, bundle.person, sight)))


def written(bundle: Bundle) -> LetterText:
    """A bundle as a letter, in the language that is set."""
    off = off_address(bundle.person.id)
    facts: dict[str, Any] = {
        "bundle": bundle,
        "title": subject_of(bundle),
        "button": button_of(bundle),
        "off": off,
        "refreshers": full_address("refreshers.refreshers"),
        "refreshers_off": refreshers_off_address(bundle.person.id),
        "choose": full_address("daily.choice"),
        "task_words": task_words,
        "nudge_words": nudge_words,
        "scene_words": scene_words,
        "scene_address": scene_address,
        "again_words": again_words,
        "again_address": again_address,
        "pair_address": pair_address,
        "plan_words": plan_words,
        "plan_address": plan_address,
        "plan_answers": tuple(PlanSaid),
        "ended_words": ended_words,
        "edition_words": edition_words,
        "edition_address": edition_address,
        "week_title": week_title,
        "week_parts": week_parts,
        "next_place": next_words.next_place,
        "next_left": next_words.next_left,
        "next_label": next_words.next_label,
        "next_address": next_words.next_full_address,
        "act_words": next_words.act_words,
        "team_address": team_address,
    }
    return LetterText(
        subject=subject_of(bundle),
        text=render_template("notifications/daily/daily.txt", **facts).strip() + "\n",
        html=in_our_hand(render_template("notifications/daily/daily.html", **facts)),
        off=off,
    )


def button_of(bundle: Bundle) -> str:
    """Where the one button of a letter leads; empty where it only tells or asks for one tap."""
    if bundle.ahead.next:
        return next_words.next_full_address(bundle.ahead.next)
    news = bundle.news
    ways = chain(
        map(pair_address, news.nudges),
        map(scene_address, news.scenes),
        map(again_address, news.again),
        map(team_address, bundle.teams),
    )
    return next(ways, full_address("refreshers.refreshers") if bundle.refresher else "")


def subject_of(bundle: Bundle) -> str:
    """What the letter is about, in one line: whoever waits comes first."""
    if bundle.news.nudges:
        partner = bundle.news.nudges[0].partner
        return str(_("%(name)s looks forward to your half", name=partner))
    if bundle.news.scenes:
        return scene_subject(bundle.news.scenes[0])
    if bundle.ahead.next and bundle.tasks:
        return ahead_subject(bundle.ahead.next, bundle.ahead.acts)
    if bundle.tasks:
        first = bundle.tasks[0].course.title
        more = len(bundle.tasks) - 1
        if more:
            return str(ngettext("%(first)s and %(num)s more", "%(first)s and %(num)s more", more,
                                first=first))  # fmt: skip
        if not bundle.tasks[0].partners:
            return str(_("%(course)s: it waits for you", course=first))
        return str(_("%(course)s: your half", course=first))
    if bundle.news.again:
        partner = bundle.news.again[0].partner
        return str(_("You and %(name)s: time to look again", name=partner))
    if bundle.news.plans:
        return str(_("Your plan in “%(module)s”", module=bundle.news.plans[0].module))
    if bundle.teams:
        return str(_("Your week in [Tandem]"))
    if bundle.refresher and not bundle.news.ended:
        return str(_("One question from “%(module)s”", module=bundle.refresher))
    return str(_("One of your pairs has ended"))


def ahead_subject(thing: NextThing, acts: Sequence[ActNews]) -> str:
    """What a partner did, else what is next by its name, and about how long it takes."""
    minutes = next_words.minutes_words(thing.minutes)
    return f"{act_subject(acts[0]) if acts else thing.module.title}. {minutes}".rstrip(" .")


def act_subject(news: ActNews) -> str:
    """What a partner did, in one line."""
    act = news.act
    facts = {"name": news.partner, "module": act.module.title}
    if act.shared and act.waits:
        return str(_("%(name)s answered something for you in “%(module)s”", **facts))
    if act.shared and act.shared.kind is StepKind.THANKS:
        return str(_("%(name)s thanked you in “%(module)s”", **facts))
    return str(_("%(name)s went on with “%(module)s”", **facts))


def task_words(task: Task) -> str:
    """By when and with whom a course is due, in neutral words that name the time zone."""
    day, zone = clock.day(task.due_on), task.time_zone
    if not task.partners:
        said = (
            _("It was due by the end of %(day)s (%(zone)s).", day=day, zone=zone)
            if task.is_overdue
            else _("Due by the end of %(day)s (%(zone)s).", day=day, zone=zone)
        )
        return str(said)
    partners = _(" and ").join(task.partners)
    if task.is_overdue:
        return str(_("It was due by the end of %(day)s (%(zone)s). With %(partners)s.",
                     day=day, zone=zone, partners=partners))  # fmt: skip
    return str(_("Due by the end of %(day)s (%(zone)s). With %(partners)s.",
                 day=day, zone=zone, partners=partners))  # fmt: skip


def edition_words(news: NewEdition) -> str:
    """The sentence for a finished module that has changed."""
    sentence = _(
        "“%(module)s” has changed since you finished it. You stay complete.",
        module=news.module.title,
    )
    return str(sentence)


def edition_address(news: NewEdition) -> str:
    """Where it says what has changed."""
    return full_address("lessons.changes", course=news.course.slug, module=news.module.slug)


def nudge_words(news: NudgeNews) -> str:
    """The sentence for a nudge; it is the same for everybody."""
    sentence = _(
        "%(name)s has finished “%(module)s” and looks forward to your half.",
        name=news.partner,
        module=news.module,
    )
    if not news.minutes:
        return str(sentence)
    left = ngettext("It takes about one minute.", "It takes about %(num)s minutes.", news.minutes)
    return f"{sentence} {left}"


def scene_subject(news: SceneNews) -> str:
    """What a partner did in a scene for two, in one line."""
    match news.call:
        case SceneCall.AGREE:
            return str(_("%(name)s would like to begin a scene again", name=news.partner))
        case SceneCall.GO_BACK:
            return str(_("%(name)s has decided: your scene has come to an end", name=news.partner))
        case _other:
            return str(_("%(name)s has decided: your turn", name=news.partner))


def scene_words(news: SceneNews) -> str:
    """The same with the name of the scene, and nothing of what is told in it."""
    title = Markup(news.title).striptags()  # noqa: S704 (rendered when it was published)
    match news.call:
        case SceneCall.AGREE:
            return str(
                _("%(name)s would like to begin “%(scene)s” again. Would you?",
                  name=news.partner, scene=title)
            )  # fmt: skip
        case SceneCall.GO_BACK:
            return str(
                _("%(name)s has decided in “%(scene)s”, and it has come to an end that could be"
                  " better. You can go back, the two of you.", name=news.partner, scene=title)
            )  # fmt: skip
        case _other:
            return str(
                _("%(name)s has decided in “%(scene)s”: your turn.",
                  name=news.partner, scene=title)
            )  # fmt: skip


def again_words(news: ReviewNews) -> str:
    """The reminder to look at a goal or an agreement again, without its text."""
    match news.matter:
        case Matter.GOAL:
            return str(
                _("It is time to look again at your shared goal with %(name)s.", name=news.partner)
            )
        case Matter.AGREEMENT:
            return str(
                _("It is time to look again at what you agreed with %(name)s.", name=news.partner)
            )


def plan_words(news: PlanNews) -> str:
    """The question about a plan, without the plan's words."""
    return str(
        _(
            "On %(day)s you made a plan in “%(module)s”. Did you do it? One tap; nobody sees what"
            " you tap, whoever leads your team sees only figures of full groups of five.",
            day=clock.day(news.made_on),
            module=news.module,
        )
    )


def plan_address(news: PlanNews, said: PlanSaid) -> str:
    """Where a tap in the mail leads: to a page with one button."""
    return address_of(PlanLink(news.plan_id, news.person_id, news.asked, said))


def ended_words(name: str) -> str:
    """A pair has ended, told kindly."""
    return str(
        _(
            "Your pair with %(name)s has ended. Everything you have completed stays yours,"
            " and what the two of you did together stays readable. Your leader can form"
            " a new pair with you at any time.",
            name=name,
        )
    )


def pair_address(news: NudgeNews) -> str:
    """The page of the pair."""
    return full_address("pair_page.pair", pair_id=news.pair_id)


def scene_address(news: SceneNews) -> str:
    """The page of a scene for two."""
    return full_address(
        "scene_for_two.scene",
        course=news.course,
        module=news.module,
        pair_id=news.pair_id,
        step=news.step,
    )


def again_address(news: ReviewNews) -> str:
    """The page of the goal, or of the pair for an agreement."""
    endpoint = "goals.goal" if news.matter is Matter.GOAL else "pair_page.pair"
    return full_address(endpoint, pair_id=news.pair_id)
