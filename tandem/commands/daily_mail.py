"""How is a person's daily letter written, and who writes them each day?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask import Flask, render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from tandem.digests.queries import Finished, Lines, TeamWeek
from tandem.models import Letter
from tandem.reminders import actions, queries
from tandem.reminders.queries import Bundle, Task
from tandem.together.queries import PairCourse
from tandem.web import clock, db
from tandem.web.letters import Written, in_our_hand, off_address, reading_as
from tandem.web.links import full_address
from tandem.web.mail import Composer, Outcome, send_waiting
from tandem.web.words import words

# Where the site runs by itself, nobody is written to before this hour of their day.
MORNING = 7
GO = 500


def run(app: Flask, *, from_hour: int = 0, slot: datetime | None = None) -> int | None:
    """Write today's letters; how many. None where another worker does this slot.

    In goes of some hundred people, each a transaction of its own: a process that dies loses
    nothing that was written, and the next run writes the rest.
    """
    now = clock.now()
    with db.own_session(app) as session:
        begun = actions.begin_run(session, slot=slot, now=now)
        session.commit()
        if begun is None:
            return None
        people = queries.everybody_to_ask(session)
        session.commit()
        for start in range(0, len(people), GO):
            go = people[start : start + GO]
            begun.letters += actions.write_letters(session, go, from_hour=from_hour, now=now)
            session.commit()
        actions.forget_old(session, now=now)
        begun.finished_at = clock.now()
        session.commit()
        return begun.letters


def run_of_this_hour(app: Flask) -> Outcome:
    """What the site does by itself: once an hour write what is due, then send what waits."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    run(app, from_hour=MORNING, slot=hour)
    return send(app)


def send(app: Flask) -> Outcome:
    """Send everything that waits, daily letters too."""
    return send_waiting(app, composer(app))


def composer(app: Flask) -> Composer:
    """What writes a daily letter at the moment it leaves."""

    def compose(session: Session, letter: Letter) -> Written | None:
        readers = queries.readers_of(session, [letter.person_id or 0], now=clock.now())
        found = queries.bundles(session, readers, now=clock.now())
        if not found or found[0].day != letter.day:
            return None
        letter.has_digest = bool(found[0].teams)
        with app.app_context(), reading_as(app, found[0].person.language):
            return written(found[0])

    return compose


def written(bundle: Bundle) -> Written:
    """A bundle as a letter, in the language that is set."""
    off = off_address(bundle.person.id)
    facts: dict[str, Any] = {
        "bundle": bundle,
        "title": subject_of(bundle),
        "off": off,
        "choose": full_address("reminders.choice"),
        "task_words": task_words,
        "ended_words": ended_words,
        "week_parts": week_parts,
        "course_address": course_address,
        "team_address": team_address,
    }
    return Written(
        subject=subject_of(bundle),
        text=render_template("reminders/daily.txt", **facts).strip() + "\n",
        html=in_our_hand(render_template("reminders/daily.html", **facts)),
        off=off,
    )


def subject_of(bundle: Bundle) -> str:
    """What the letter is about, in one line."""
    if bundle.tasks:
        first = bundle.tasks[0].course.title
        more = len(bundle.tasks) - 1
        if more:
            return str(ngettext("%(first)s and %(num)s more", "%(first)s and %(num)s more", more,
                                first=first))  # fmt: skip
        return str(_("%(course)s: your half", course=first))
    if bundle.teams:
        return str(_("Your week in Tandem"))
    return str(_("One of your pairs has ended"))


def task_words(task: Task) -> str:
    """By when, and with whom: neutral, and the zone is named."""
    day, zone = clock.day(task.due_on), task.time_zone
    partners = _(" and ").join(task.partners)
    if task.is_overdue:
        return str(_("It was due by the end of %(day)s (%(zone)s). With %(partners)s.",
                     day=day, zone=zone, partners=partners))  # fmt: skip
    return str(_("Due by the end of %(day)s (%(zone)s). With %(partners)s.",
                 day=day, zone=zone, partners=partners))  # fmt: skip


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


def week_parts(week: TeamWeek) -> Iterator[tuple[str, Lines[str]]]:
    """The lists of a week that are not empty, each with its title."""
    parts: tuple[tuple[str, Lines[Any], Any], ...] = (
        (_("Finished by both"), week.finished, finished_words),
        (_("Past the date"), week.overdue, row_words),
        (_("Due in the next seven days"), week.due_soon, row_words),
    )
    for title, found, said in parts:
        if found.shown:
            yield title, Lines(tuple(said(one) for one in found.shown), found.more)


def finished_words(one: Finished) -> str:
    """A module both have completed."""
    return f"{names(one.row)}: {one.module.module.title}"


def row_words(row: PairCourse) -> str:
    """Where a pair stands, and by when."""
    at = row.stands_at
    where = f"{at.module.title}, {words(at.together)}" if at else words(row.standing)
    day = clock.day(row.due_on) if row.due_on else ""
    return f"{names(row)}: {where} ({row.course.title}, {day}, {row.time_zone})"


def names(row: PairCourse) -> str:
    """The two, by surname."""
    return " · ".join(partner.name for partner in row.pair.partners)


def course_address(task: Task) -> str:
    """Where the reader goes on."""
    return full_address("learning.course", course=task.course.slug, **{"as": task.role})


def team_address(week: TeamWeek) -> str:
    """The team's page."""
    return full_address("dashboards.team", team_id=week.team.id)
