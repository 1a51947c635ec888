"""How is a person's daily letter written, and who writes them each day?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Flask, render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from tandem.digests.queries import Finished, Lines, TeamWeek, weeks_of
from tandem.grid.queries import Row
from tandem.models import Letter
from tandem.news.queries import LookAgain, Matter, Nudged
from tandem.reminders import actions, queries
from tandem.reminders.queries import Bundle, Task
from tandem.standings.queries import Sight
from tandem.web import clock, db, row_words, settings
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
    now = clock.now(app)
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
        begun.finished_at = clock.now(app)
        session.commit()
        return begun.letters


def run_of_this_hour(app: Flask) -> Outcome:
    """What the site does by itself: once an hour write what is due, then send what waits."""
    hour = clock.now(app).replace(minute=0, second=0, microsecond=0)
    run(app, from_hour=MORNING, slot=hour)
    return send(app)


def send(app: Flask) -> Outcome:
    """Send everything that waits, daily letters too."""
    return send_waiting(app, composer(app))


def composer(app: Flask) -> Composer:
    """What writes a daily letter at the moment it leaves."""

    def compose(session: Session, letter: Letter) -> Written | None:
        readers = queries.readers_of(session, [letter.person_id or 0], now=clock.now(app))
        found = queries.bundles(session, readers, now=clock.now(app))
        if not found or found[0].day != letter.day:
            return None
        letter.has_digest = found[0].has_week
        with app.app_context(), reading_as(app, found[0].person.language):
            return written(with_weeks(session, found[0]))

    return compose


def with_weeks(session: Session, bundle: Bundle) -> Bundle:
    """The same with the week of each team, where the letter is to tell it."""
    if not bundle.has_week:
        return bundle
    limits, now = settings.stall_limits(), clock.now()
    sight = Sight(leader_id=bundle.person.id, team_id=None, now=now, limits=limits)
    return replace(bundle, teams=tuple(weeks_of(session, bundle.person, sight)))


def written(bundle: Bundle) -> Written:
    """A bundle as a letter, in the language that is set."""
    off = off_address(bundle.person.id)
    facts: dict[str, Any] = {
        "bundle": bundle,
        "title": subject_of(bundle),
        "off": off,
        "choose": full_address("reminders.choice"),
        "task_words": task_words,
        "nudge_words": nudge_words,
        "again_words": again_words,
        "again_address": again_address,
        "pair_address": pair_address,
        "ended_words": ended_words,
        "week_title": week_title,
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
    """What the letter is about, in one line: whoever waits comes first."""
    if bundle.news.nudges:
        partner = bundle.news.nudges[0].partner
        return str(_("%(name)s looks forward to your half", name=partner))
    if bundle.tasks:
        first = bundle.tasks[0].course.title
        more = len(bundle.tasks) - 1
        if more:
            return str(ngettext("%(first)s and %(num)s more", "%(first)s and %(num)s more", more,
                                first=first))  # fmt: skip
        return str(_("%(course)s: your half", course=first))
    if bundle.news.again:
        partner = bundle.news.again[0].partner
        return str(_("You and %(name)s: time to look again", name=partner))
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


def nudge_words(one: Nudged) -> str:
    """A nudge: the same words for everybody."""
    said = _(
        "%(name)s has finished “%(module)s” and looks forward to your half.",
        name=one.partner,
        module=one.module,
    )
    if not one.minutes:
        return str(said)
    left = ngettext("It takes about one minute.", "It takes about %(num)s minutes.", one.minutes)
    return f"{said} {left}"


def again_words(one: LookAgain) -> str:
    """It is time to look at something again; what stands in it is not for a mail."""
    match one.matter:
        case Matter.GOAL:
            return str(
                _("It is time to look again at your shared goal with %(name)s.", name=one.partner)
            )
        case Matter.AGREEMENT:
            return str(
                _("It is time to look again at what you agreed with %(name)s.", name=one.partner)
            )


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
        (_("Past the date"), week.overdue, words_when_overdue),
        (_("Standing still"), week.stalled, words_when_still),
        (_("Due in the next seven days"), week.due_soon, words_of_row),
    )
    for title, found, said in parts:
        if found.shown:
            yield title, Lines(tuple(said(one) for one in found.shown), found.more)


def finished_words(one: Finished) -> str:
    """A module both have completed."""
    return f"{names(one.row)}: {one.module.module.title}"


def words_of_row(row: Row) -> str:
    """Where a pair stands, and by when."""
    at, one = row.progress.stands_at, row.progress
    where = f"{at.module.title}, {words(at.together)}" if at else words(one.standing)
    due = (clock.day(one.due_on), one.time_zone) if one.due_on else ()
    return f"{names(row)}: {where} ({', '.join((one.course.title, *due))})"


def words_when_overdue(row: Row) -> str:
    """The same with the one thing that would help, as on the page."""
    return f"{words_of_row(row)}. {words_of_hint(row)}"


def words_when_still(row: Row) -> str:
    """At which step a pair stands still, and the one thing that would help, as on the page."""
    still = row_words.stall_words(
        row.stall, days=row.days_still, step=row.next_step, module=row.module_title
    )
    return f"{names(row)} ({row.progress.course.title}): {still} {words_of_hint(row)}"


def words_of_hint(row: Row) -> str:
    """The one small thing that would help."""
    return str(_("What would help: %(hint)s", hint=row_words.hint_words(row.hint)))


def names(row: Row) -> str:
    """The two, by surname."""
    return " · ".join(partner.name for partner in row.progress.pair.partners)


def week_title(week: TeamWeek) -> str:
    """Whose week it was: a team's, or that of all teams where they are many."""
    if week.team is not None:
        return str(_("The week of %(team)s", team=week.team.name))
    return str(_("The week of your %(number)s teams", number=week.number_of_teams))


def course_address(task: Task) -> str:
    """Where the reader goes on."""
    return full_address("learning.course", course=task.course.slug, **{"as": task.role})


def pair_address(one: Nudged) -> str:
    """The page of the pair."""
    return full_address("together.pair", pair_id=one.pair_id)


def again_address(one: LookAgain) -> str:
    """Where it stands."""
    endpoint = "goals.goal" if one.matter is Matter.GOAL else "together.pair"
    return full_address(endpoint, pair_id=one.pair_id)


def team_address(week: TeamWeek) -> str:
    """The team's page, or that of all teams."""
    if week.team is None:
        return full_address("dashboards.lead")
    return full_address("dashboards.team", team_id=week.team.id)
