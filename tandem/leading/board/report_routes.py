"""How does a leader export what the screen shows? All pages as CSV, workbook or print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Any

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.leading.board.report import header, lines_found
from tandem.leading.board.roads import RoadRow, every_road
from tandem.leading.board.rows import number_found
from tandem.leading.status.address import address_parts, filter_words, filters_in, sight_of_viewer
from tandem.leading.status.queries import Filters, StatusScope
from tandem.leading.status.refreshing import catch_up
from tandem.library.served import ServedCourse, library
from tandem.models import Team
from tandem.people.teams.queries import team_led
from tandem.terms import Role
from tandem.web import db
from tandem.web.access import open_to, proof_first
from tandem.web.acts import exports
from tandem.web.file_names import dated
from tandem.web.spreadsheets import streamed_csv, table_file
from tandem.web.streaming import Texts, streamed
from tandem.web.viewer import viewer

blueprint = Blueprint("report", __name__)
# A workbook of so many pairs is there in a second; a longer one is made beside the requests.
AT_ONCE = 200


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
    number_stale = catch_up(db.session(), sight)
    titles = {course.slug: course.title for course in library(db.session()).courses}
    shown = list(filter_words(filters, titles=titles, team=chosen.name if chosen else ""))
    return streamed(
        paper(
            sight,
            filters,
            place=place,
            shown=shown,
            today=sight.now,
            number_stale=number_stale,
            with_team=team_id is None,
            back=back,
        ),
        mimetype="text/html",
    )


def paper(sight: StatusScope, filters: Filters, **facts: Any) -> Texts:
    """The page as it is written, as everything stood at one moment."""
    template = current_app.jinja_env.get_template("leading/board/printed.html")
    current_app.update_template_context(facts)
    with db.snapshot() as own:
        yield from template.generate(
            facts,
            number=number_found(own, sight, filters),
            courses=by_course(every_road(own, sight, filters)),
        )


def by_course(rows: Iterable[RoadRow]) -> Iterator[tuple[ServedCourse, Iterator[RoadRow]]]:
    """The rows course by course, as they come: none is kept."""
    for _course_id, group in groupby(rows, key=lambda row: row.course.id):
        first = next(group)
        yield first.course, chain([first], group)  # noqa: B031 (the rest of it)


def report(team_id: int | None, *, place: str, kind: str) -> ResponseReturnValue:
    """One line for each cell of the screen, with the filters and the order of this address.

    A long workbook is made beside the requests: of a zip nothing can leave before it is whole.
    """
    sight, filters = sight_of_viewer(team_id), filters_in(request.args)
    number_stale = catch_up(db.session(), sight)
    if kind == "xlsx" and number_found(db.session(), sight, filters).rows > AT_ONCE:
        return redirect(url_for("made_files.ask", of=team_id, **address_parts(filters)), 303)
    lines = lines_found(sight, filters, number_stale=number_stale)
    name = dated(filters.course or "", place)
    if kind == "csv":
        return streamed_csv(name, header(), lines)
    return table_file(name, header(), lines, kind=kind)
