"""What does a leader see of the pairs, of one team and of all?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tandem.leading.board import queries
from tandem.leading.board.queries import TeamsWanted
from tandem.leading.status.address import address_parts, filters_in, sight_of_viewer, stall_limits
from tandem.leading.status.queries import Filters
from tandem.leading.status.refreshing import catch_up
from tandem.progress.first_steps.queries import first_steps
from tandem.terms import Beginner, Role
from tandem.web import clock, db
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.filters import page_in, search_in
from tandem.web.viewer import viewer

blueprint = Blueprint("board", __name__)


@blueprint.get("/lead/")
@open_to(Role.LEADER)
def lead() -> ResponseReturnValue:
    """The leader's teams and all their pairs."""
    filters, sight = filters_in(request.args), sight_of_viewer(None)
    number_stale = catch_up(db.session(), sight)
    page = queries.lead_page(
        db.session(),
        sight,
        filters=filters,
        teams=TeamsWanted(
            search=search_in(request.args, "team_name"),
            is_every=request.args.get("teams") == "all",
            page=page_in(request.args, "teams_page"),
        ),
    )
    return render_template(
        "leading/board/lead.html",
        page_of_lead=page,
        first_steps=first_steps(db.session(), viewer().id, Beginner.LEADER, roles=viewer().roles),
        number_stale=number_stale,
        addresses=BoardAddresses(filters),
    )


@blueprint.get("/lead/teams/<int:team_id>/")
@open_to(Role.LEADER)
def team(team_id: int) -> ResponseReturnValue:
    """A team: pairs and modules, both halves in each cell."""
    filters = replace(filters_in(request.args), team_id=None)
    sight = sight_of_viewer(team_id)
    number_stale = catch_up(db.session(), sight)
    page = queries.team_page(db.session(), sight, team_id=team_id, filters=filters)
    return render_template(
        "leading/board/team.html",
        page_of_team=page,
        number_stale=number_stale,
        addresses=BoardAddresses(filters, team_id=team_id),
    )


@blueprint.get("/lead/pairs/<int:pair_id>/courses/<course>")
@open_to(Role.LEADER)
def details(pair_id: int, course: str) -> ResponseReturnValue:
    """A pair in a course: the one small thing that would help, and both halves of every module."""
    sight = sight_of_viewer(None)
    catch_up(db.session(), sight)
    row = queries.row_of_pair(db.session(), sight, pair_id=pair_id, course=course)
    return render_template("leading/board/details.html", row=row)


@blueprint.get("/pairs/<int:pair_id>/leader/<course>")
@open_to(SIGNED_IN)
def shown_to_pair(pair_id: int, course: str) -> ResponseReturnValue:
    """What the leader sees of a pair in a course, for the two: word for word the same."""
    scope = queries.scope_of_a_leader(
        db.session(), viewer().id, pair_id=pair_id, now=clock.now(), limits=stall_limits()
    )
    catch_up(db.session(), scope)
    row = queries.row_of_pair(db.session(), scope, pair_id=pair_id, course=course)
    return render_template("leading/board/shown.html", row=row)


class BoardAddresses:
    """The addresses of this view: with another filter, another page, as a file, on paper."""

    def __init__(self, filters: Filters, **place: Any) -> None:
        self.filters = filters
        self.place = place

    def but(self, **changes: Any) -> str:
        """This page from its first row, with some filters changed."""
        endpoint = "board.team" if self.place else "board.lead"
        return url_for(endpoint, **self.place, **address_parts(replace(self.filters, **changes)))

    def at(self, page: int) -> str:
        """Another page of the same rows."""
        endpoint = "board.team" if self.place else "board.lead"
        parts = address_parts(self.filters)
        return url_for(endpoint, **self.place, **parts, page=page, _anchor="pairs")

    def plain(self) -> str:
        """This page without any filter."""
        return url_for("board.team" if self.place else "board.lead", **self.place)

    def of_pair(self, course: str) -> str:
        """The address of a pair's details, with `{pair}` where its id stands."""
        before, _, behind = url_for("board.details", pair_id=0, course=course).rpartition("/0/")
        return f"{before}/{{pair}}/{behind}"

    def file(self, kind: str) -> str:
        """All rows as a file."""
        endpoint = "report.team" if self.place else "report.lead"
        return url_for(endpoint, **self.place, kind=kind, **address_parts(self.filters))

    def paper(self) -> str:
        """All rows as a page to print."""
        endpoint = "report.print_team" if self.place else "report.print_all"
        return url_for(endpoint, **self.place, **address_parts(self.filters))
