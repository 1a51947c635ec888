"""How does a leader take along what the screen shows? As CSV or as a workbook, all pages of it."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.grid import queries
from tandem.grid.queries import Row
from tandem.people.queries import team_led
from tandem.standings.forms import filters_in, sight_of_viewer
from tandem.terms import Role
from tandem.together.queries import HalfOfModule, PairModule
from tandem.web import clock, db, row_words
from tandem.web.access import open_to
from tandem.web.files import Cell, table_file
from tandem.web.viewer import viewer
from tandem.web.words import half_words, words

blueprint = Blueprint("reports", __name__)


@blueprint.get("/lead/report.<any(csv, xlsx):kind>")
@open_to(Role.LEADER)
def lead(kind: str) -> ResponseReturnValue:
    """Every pair of every team this person leads."""
    return report(None, name="tandem-teams", kind=kind)


@blueprint.get("/lead/teams/<int:team_id>/report.<any(csv, xlsx):kind>")
@open_to(Role.LEADER)
def team(team_id: int, kind: str) -> ResponseReturnValue:
    """Every pair of a team."""
    team_led(db.session(), viewer().id, team_id=team_id)
    return report(team_id, name=f"tandem-team-{team_id}", kind=kind)


def report(team_id: int | None, *, name: str, kind: str) -> ResponseReturnValue:
    """One line for each cell of the screen, with the filters and the order of this address."""
    found = queries.every_row(db.session(), sight_of_viewer(team_id), filters_in(request.args))
    lines = (line for row in found for line in lines_of(row))
    return table_file(name, header(), lines, kind=kind)


def header() -> list[str]:
    """The columns of the file."""
    return [
        _("Team"),
        _("Rep"),
        _("Support"),
        _("Pair"),
        _("Course"),
        _("Due on"),
        _("Time zone"),
        _("Overdue"),
        _("Stands at"),
        _("Days without movement"),
        _("Standing still"),
        _("What would help"),
        _("Why"),
        _("Module number"),
        _("Module"),
        _("State"),
        _("Rep’s half"),
        _("Support’s half"),
        _("Rep done on"),
        _("Support done on"),
    ]


def lines_of(row: Row) -> Iterator[list[Cell]]:
    """One line for each module of a pair."""
    start = about_pair(row)
    for number, module in enumerate(row.progress.modules, start=1):
        yield [*start, number, *about_module(module)]


def about_pair(row: Row) -> list[Cell]:
    """What is alike in all lines of a pair and a course."""
    one = row.progress
    return [
        one.pair.team_name,
        one.pair.rep.name,
        one.pair.support.name,
        words(one.pair.state),
        one.course.title,
        one.due_on,
        one.time_zone if one.due_on else None,
        _("yes") if one.is_overdue else None,
        words(one.standing),
        row.days_still if row.stall else None,
        row_words.stall_words(
            row.stall, days=row.days_still, step=row.next_step, module=row.module_title
        ),
        row_words.hint_words(row.hint),
        row_words.reason_words(row.hint),
    ]


def about_module(module: PairModule) -> list[Cell]:
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
    return half_words(one.half)


def finished_on(one: HalfOfModule) -> Cell:
    """The day in the leader's zone on which a half was completed."""
    return clock.local_day(one.half.finished_at) if one.half.finished_at else None
