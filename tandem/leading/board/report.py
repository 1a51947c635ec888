"""What does a file of the board say? One line for each cell of the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask_babel import gettext as _

from tandem.leading.board import words as board_words
from tandem.leading.board.rows import BoardRow, every_row
from tandem.leading.status.queries import Filters, StatusScope
from tandem.progress.pair_courses import PairModule
from tandem.progress.rules.halves import HalfInPair
from tandem.progress.words import half_words
from tandem.web import clock, db
from tandem.web.spreadsheets import Cell
from tandem.web.words import words


def lines_found(
    sight: StatusScope,
    filters: Filters,
    *,
    number_stale: int,
    told: Callable[[int], None] = lambda number: None,
) -> Iterator[list[Cell]]:
    """The lines of all pages of these filters, as they stood at one moment; first, how many pairs
    are still to come. `told` hears the number of each row that is done."""
    if number_stale:
        yield [board_words.stale_words(number_stale)]
    with db.snapshot() as own:
        for number, row in enumerate(every_row(own, sight, filters), start=1):
            yield from lines_of(row)
            told(number)


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
        _("Past the date"),
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
    rep, support = module.rep.parts, module.support.parts
    return [
        module.module.title,
        words(module.said),
        half_words(module.rep),
        half_words(module.support),
        *(number for parts in (rep, support) for number in (parts.done, parts.of)),
        finished_on(module.rep),
        finished_on(module.support),
    ]


def finished_on(half: HalfInPair) -> Cell:
    """The day in the leader's zone on which a half was completed."""
    return clock.local_day(half.finished_at) if half.finished_at else None
