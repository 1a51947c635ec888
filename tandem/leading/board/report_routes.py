"""How does a leader export what the screen shows? All pages as CSV, workbook or print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from flask import Blueprint, request, stream_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.leading.board import rows as board_rows
from tandem.leading.board import words as board_words
from tandem.leading.board.roads import RoadRow, every_road
from tandem.leading.board.rows import BoardRow
from tandem.leading.status.address import address_parts, filter_words, filters_in, sight_of_viewer
from tandem.leading.status.queries import pairs_seen_by
from tandem.leading.status.refreshing import catch_up
from tandem.library.served import ServedCourse, library
from tandem.models import Team
from tandem.people.teams.queries import team_led
from tandem.progress.pair_courses import PairModule
from tandem.progress.rules.halves import HalfInPair
from tandem.progress.words import half_words
from tandem.terms import Role
from tandem.web import clock, db
from tandem.web.access import open_to, proof_first
from tandem.web.acts import exports
from tandem.web.file_names import dated
from tandem.web.spreadsheets import Cell, table_file, whole_page
from tandem.web.viewer import viewer
from tandem.web.words import words

blueprint = Blueprint("report", __name__)


@blueprint.get("/lead/report.<any(csv, xlsx):kind>")
@open_to(Role.LEADER)
@proof_first("GET")
@exports
def lead(kind: str) -> ResponseReturnValue:
    """Every pair of every team this person leads."""
    return report(None, place=_("Teams"), kind=kind)


@blueprint.get("/lead/teams/<int:team_id>/report.<any(csv, xlsx):kind>")
@open_to(Role.LEADER)
@proof_first("GET")
@exports
def team(team_id: int, kind: str) -> ResponseReturnValue:
    """Every pair of a team."""
    team = team_led(db.session(), viewer().id, team_id=team_id)
    return report(team_id, place=team.name, kind=kind)


@blueprint.get("/lead/print")
@open_to(Role.LEADER)
def print_all() -> ResponseReturnValue:
    """Every pair of every team this person leads, on paper."""
    wanted = filters_in(request.args).team_id
    chosen = team_led(db.session(), viewer().id, team_id=wanted) if wanted else None
    back = url_for("board.lead", **address_parts(filters_in(request.args)))
    return printed(None, place=_("All your teams"), chosen=chosen, back=back)


@blueprint.get("/lead/teams/<int:team_id>/print")
@open_to(Role.LEADER)
def print_team(team_id: int) -> ResponseReturnValue:
    """Every pair of a team, on paper."""
    team = team_led(db.session(), viewer().id, team_id=team_id)
    parts = {**address_parts(filters_in(request.args)), "team": None}
    back = url_for("board.team", team_id=team_id, **parts)
    return printed(team_id, place=team.name, chosen=None, back=back)


def printed(
    team_id: int | None, *, place: str, chosen: Team | None, back: str
) -> ResponseReturnValue:
    """The grid with the filters and the order of this address, row by row."""
    filters, sight = filters_in(request.args), sight_of_viewer(team_id)
    number_stale = catch_up(db.session(), pairs_seen_by(sight))
    titles = {course.slug: course.title for course in library(db.session()).courses}
    rows = every_road(db.session(), sight, filters)
    page = stream_template(
        "leading/board/printed.html",
        place=place,
        shown=list(filter_words(filters, titles=titles, team=chosen.name if chosen else "")),
        today=sight.now,
        number_stale=number_stale,
        number=board_rows.number_found(db.session(), sight, filters),
        with_team=team_id is None,
        courses=by_course(rows),
        back=back,
    )
    return whole_page(page)


def by_course(rows: Iterable[RoadRow]) -> Iterator[tuple[ServedCourse, Iterator[RoadRow]]]:
    """The rows course by course, as they come: none is kept."""
    for _course_id, group in groupby(rows, key=lambda row: row.course.id):
        first = next(group)
        yield first.course, chain([first], group)  # noqa: B031 (the rest of it)


def report(team_id: int | None, *, place: str, kind: str) -> ResponseReturnValue:
    """One line for each cell of the screen, with the filters and the order of this address."""
    sight = sight_of_viewer(team_id)
    number_stale = catch_up(db.session(), pairs_seen_by(sight))
    notes: list[list[Cell]] = [[board_words.stale_words(number_stale)]] if number_stale else []
    filters = filters_in(request.args)
    rows = board_rows.every_row(db.session(), sight, filters)
    lines = (line for row in rows for line in lines_of(row))
    name = dated(filters.course or "", place)
    return table_file(name, header(), chain(notes, lines), kind=kind)


def header() -> list[str]:
    """The columns of the file."""
    return [
        _("Team"),
        _("[Rep]"),
        _("[Support]"),
        _("Pair"),
        _("Course"),
        _("Due on"),
        _("Time zone"),
        _("Overdue"),
        _("Round"),
        _("Round since"),
        _("Repeats on"),
        _("Stands at"),
        _("Days without movement"),
        _("No movement"),
        _("What would help"),
        _("Why"),
        _("Module number"),
        _("Module"),
        _("State"),
        _("[Rep]’s half"),
        _("[Support]’s half"),
        _("[Rep]’s steps done"),
        _("[Rep]’s steps in all"),
        _("[Support]’s steps done"),
        _("[Support]’s steps in all"),
        _("[Rep] done on"),
        _("[Support] done on"),
    ]


def lines_of(row: BoardRow) -> Iterator[list[Cell]]:
    """One line for each module of a pair."""
    start = about_pair(row)
    for number, module in enumerate(row.progress.modules, start=1):
        yield [*start, number, *about_module(module)]


def about_pair(row: BoardRow) -> list[Cell]:
    """The cells that are the same in every line of one pair and course."""
    progress = row.progress
    renewed = progress.round.began_at or progress.round.renews_at
    return [
        progress.pair.team_name,
        progress.pair.rep.name,
        progress.pair.support.name,
        words(progress.pair.state),
        progress.course.title,
        progress.due_on,
        progress.time_zone if progress.due_on or renewed else None,
        _("yes") if progress.is_overdue else None,
        progress.round.number if renewed else None,
        progress.round.began_on(progress.time_zone),
        progress.round.renews_on(progress.time_zone),
        words(progress.said),
        row.days_still if row.stall else None,
        board_words.stall_words(
            row.stall, days=row.days_still, step=row.next_step, module=row.module_title
        ),
        board_words.hint_words(row.hint),
        board_words.reason_words(row.hint),
    ]


def about_module(module: PairModule) -> list[Cell]:
    """A cell of the screen."""
    return [
        module.module.title,
        words(module.said),
        half_words(module.rep),
        half_words(module.support),
        *(number for half in module.halves for number in (half.parts.done, half.parts.of)),
        finished_on(module.rep),
        finished_on(module.support),
    ]


def finished_on(half: HalfInPair) -> Cell:
    """The day in the leader's zone on which a half was completed."""
    return clock.local_day(half.finished_at) if half.finished_at else None
