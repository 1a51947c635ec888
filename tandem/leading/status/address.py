"""How does a leader say which pairs to look at? In the address, so that a view can be kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tandem.leading.status.queries import Due, Filters, Order, StatusScope
from tandem.leading.status.stall import StallLimits
from tandem.terms import Stage, Together
from tandem.web import clock
from tandem.web.filters import number_in, one_of
from tandem.web.viewer import viewer
from tandem.web.words import words

DUES = {
    Due.OVERDUE: lazy_gettext("past the date"),
    Due.SOON: lazy_gettext("in the next 14 days"),
    Due.NONE: lazy_gettext("without a date"),
}


def filters_in(parts: Mapping[str, str]) -> Filters:
    """The filters of an address; what does not exist filters nothing."""
    return Filters(
        state=one_of(Together, parts.get("state")) or one_of(Stage, parts.get("state")),
        due=one_of(Due, parts.get("due")),
        stalled=parts.get("stalled") == "1",
        course=parts.get("course", ""),
        module=parts.get("module", ""),
        team_id=number_in(parts.get("team")),
        search=parts.get("search", "").strip()[:200],
        ended=parts.get("ended") == "1",
        order=one_of(Order, parts.get("order")) or Order.NEED,
        page=number_in(parts.get("page")) or 1,
    )


def sight_of_viewer(team_id: int | None) -> StatusScope:
    """What the signed-in leader looks at: one team, or all that they lead."""
    return StatusScope(
        leader_id=viewer().id,
        team_id=team_id,
        now=clock.now(),
        limits=stall_limits(),
    )


def address_parts(filters: Filters) -> dict[str, Any]:
    """What an address says for these filters, the page left out: only what filters something."""
    parts: dict[str, Any] = {
        "search": filters.search,
        "team": filters.team_id,
        "course": filters.course,
        "module": filters.module,
        "state": filters.state,
        "due": filters.due,
        "stalled": 1 if filters.stalled else None,
        "ended": 1 if filters.ended else None,
        "order": None if filters.order is Order.NEED else filters.order,
    }
    return {name: value for name, value in parts.items() if value}


def filter_words(filters: Filters, *, titles: Mapping[str, str], team: str) -> Iterator[str]:
    """What these filters show, in words, as it stands on paper. `titles` are those of courses."""
    if team:
        yield team
    if filters.course:
        yield titles.get(filters.course, filters.course)
    if filters.state:
        yield words(filters.state)
    if filters.stalled:
        yield _("No movement")
    if filters.due:
        yield str(DUES[filters.due])
    if filters.search:
        yield f"“{filters.search}”"
    yield _("ended pairs too") if filters.ended else _("without ended pairs")
    match filters.order:
        case Order.NEED:
            yield _("grouped by need")
        case Order.NAME:
            yield _("sorted by name")
        case Order.DUE:
            yield _("sorted by date")


def stall_limits() -> StallLimits:
    """After how many days a pair counts as standing still on this site."""
    config = current_app.config
    return StallLimits(
        first_step=int(config["STALL_FIRST_STEP_DAYS"]),
        movement=int(config["STALL_MOVEMENT_DAYS"]),
        sealed=int(config["STALL_SEALED_DAYS"]),
    )
