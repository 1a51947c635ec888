"""How are a hundred rows of the board written, and each part of their roads drawn only once?

The templates say how a row and a part look. Whatever is filled in here is escaped first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import Flask, g
from markupsafe import Markup, escape

from tandem.leading.board.roads import RoadRow, Run
from tandem.leading.board.words import way_words
from tandem.web.clock import day

Draw = Callable[[Run], Markup]


def written(rows: Iterable[RoadRow], pattern: Markup, draw: Draw, zone: str) -> Markup:
    """These rows, each in the pattern of one (`_row.html`). `zone` stands over the dates."""
    text = str(pattern)
    # The pattern is a template of the site; each place of it is filled with what is escaped.
    return Markup("".join(text.format(**places_of(row, draw, zone)) for row in rows))  # noqa: S704


def places_of(row: RoadRow, draw: Draw, zone: str) -> dict[str, object]:
    """What is filled in for one row."""
    first, second = row.pair.partners
    return {
        "pair": row.pair.id,
        "first": escape(first.name),
        "second": escape(second.name),
        "team": escape(row.pair.team_name),
        "road": drawn(row.runs, draw),
        "due": escape(due_words(row, zone)),
        "way": escape(way_words(row)),
    }


def due_words(row: RoadRow, zone: str) -> str:
    """The date of a pair, with its zone where that is another one."""
    if row.due_on is None:
        return ""
    return day(row.due_on) if row.time_zone == zone else f"{day(row.due_on)} ({row.time_zone})"


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
