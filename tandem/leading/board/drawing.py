"""How are a hundred rows of the board written, and each part of their roads drawn only once?

The templates say how a row and a part look. Whatever is filled in here is escaped first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from flask import Flask, g
from markupsafe import Markup, escape

from tandem.leading.board.roads import PairRoad, RoadRow, Run
from tandem.leading.board.words import way_words
from tandem.people.pairs.queries import ShownPair
from tandem.web.clock import day

Draw = Callable[[Run], Markup]


def written(rows: Iterable[RoadRow], pattern: Markup, draw: Draw, zone: str) -> Markup:
    """These rows, each in the pattern of one (`_row.html`). `zone` stands over the dates."""
    text = str(pattern)

    @cache
    def road_drawn(road: PairRoad) -> Markup:
        return drawn(road.runs, draw)

    @cache
    def date_written(due_on: date | None, own_zone: str) -> Markup:
        return escape(due_words(due_on, own_zone, zone))

    # The pattern is a template of the site; each place of it is filled with what is escaped.
    return Markup(  # noqa: S704
        "".join(
            text.format(
                pair=row.pair.id,
                **names_of(row.pair),
                road=road_drawn(row.road),
                due=date_written(row.due_on, row.time_zone),
                way=escape(way_words(row)),
            )
            for row in rows
        )
    )


def names_of(pair: ShownPair) -> dict[str, Markup]:
    """What is called by a name in a row."""
    first, second = pair.partners
    return {
        "first": escape(first.name),
        "second": escape(second.name),
        "team": escape(pair.team_name),
    }


def due_words(due_on: date | None, own_zone: str, zone: str) -> str:
    """The date of a pair, with its zone where that is another one."""
    if due_on is None:
        return ""
    return day(due_on) if own_zone == zone else f"{day(due_on)} ({own_zone})"


def drawn(runs: Iterable[Run], draw: Draw) -> Markup:
    """The parts of a road. Each is drawn once in a request, however many pairs have it."""
    kept: dict[object, Markup] = g.setdefault("parts_drawn", {})
    parts = []
    for run in runs:
        if (look := run.look) not in kept:
            kept[look] = draw(run)
        parts.append(kept[look])
    # Each part comes from a macro, which has escaped what stands in it.
    return Markup("".join(parts))  # noqa: S704


def init_app(app: Flask) -> None:
    """Give the templates what draws roads."""
    app.add_template_filter(written)
    app.add_template_filter(drawn)
