"""What does a leader see of the teams, on the screen and in the file?"""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.dashboards import queries
from tandem.dashboards.queries import Filters, TeamPage
from tandem.terms import Role, Together
from tandem.together.queries import HalfOfModule, PairCourse, PairModule
from tandem.web import clock, db
from tandem.web.access import open_to
from tandem.web.csv import csv_file
from tandem.web.viewer import viewer
from tandem.web.words import half_words, words

blueprint = Blueprint("dashboards", __name__)


@blueprint.get("/lead/")
@open_to(Role.LEADER)
def lead() -> ResponseReturnValue:
    """The leader's teams."""
    found = queries.summaries(db.session(), viewer().id, now=clock.now())
    return render_template("dashboards/lead.html", teams=found)


@blueprint.get("/lead/teams/<int:team_id>/")
@open_to(Role.LEADER)
def team(team_id: int) -> ResponseReturnValue:
    """A team: pairs and modules, both halves in each cell."""
    return render_template("dashboards/team.html", page_of_team=team_page(team_id))


@blueprint.get("/lead/teams/<int:team_id>/report.csv")
@open_to(Role.LEADER)
def report(team_id: int) -> ResponseReturnValue:
    """The same as a file: one line for each cell of the screen."""
    page = team_page(team_id)
    lines = [line for row in page.rows for line in lines_of(row)]
    return csv_file(f"tandem-team-{team_id}.csv", header(), lines)


def team_page(team_id: int) -> TeamPage:
    """The team with the filters of this request; a state that does not exist filters nothing."""
    state = request.args.get("state", "")
    filters = Filters(
        state=Together(state) if state in set(Together) else None,
        course=request.args.get("course", ""),
        ended=request.args.get("ended") == "1",
    )
    return queries.team_page(
        db.session(), viewer().id, team_id=team_id, filters=filters, now=clock.now()
    )


def header() -> list[str]:
    """The columns of the file."""
    return [
        _("Rep"),
        _("Support"),
        _("Pair"),
        _("Course"),
        _("Due on"),
        _("Time zone"),
        _("Overdue"),
        _("Module"),
        _("State"),
        _("Rep’s half"),
        _("Support’s half"),
        _("Rep done on"),
        _("Support done on"),
    ]


def lines_of(row: PairCourse) -> Iterator[list[str]]:
    """One line for each module of a pair."""
    for module in row.modules:
        yield [*about_pair(row), *about_module(module)]


def about_pair(row: PairCourse) -> list[str]:
    """What is alike in all lines of a pair and a course."""
    return [
        row.pair.rep.name,
        row.pair.support.name,
        words(row.pair.state),
        row.course.title,
        row.due_on.isoformat() if row.due_on else "",
        row.time_zone if row.due_on else "",
        _("yes") if row.is_overdue else "",
    ]


def about_module(module: PairModule) -> list[str]:
    """A cell of the screen."""
    return [
        module.module.title,
        words(module.together),
        said(module.rep),
        said(module.support),
        finished_on(module.rep),
        finished_on(module.support),
    ]


def said(one: HalfOfModule) -> str:
    """A half in words."""
    return half_words(
        one.half.steps,
        finished_at=one.half.finished_at,
        next_step=one.next_step,
        shared=one.half.shared,
    )


def finished_on(one: HalfOfModule) -> str:
    """The day in the leader's zone on which a half was completed, as `2026-03-02`."""
    return clock.local_day(one.half.finished_at).isoformat() if one.half.finished_at else ""
