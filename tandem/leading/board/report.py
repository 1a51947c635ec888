"""What does a file of the board say? One line for each cell of the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from flask_babel import gettext as _

from tandem.leading.board import words as board_words
from tandem.leading.board.rows import BoardRow, every_row
from tandem.leading.status.queries import Filters, StatusScope
from tandem.progress.pair_courses import PairModule
from tandem.progress.rules.halves import HalfInPair
from tandem.progress.words import half_words
from tandem.terms import Stage, Together
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
    said = FileWords()
    with db.snapshot() as own:
        for number, row in enumerate(every_row(own, sight, filters), start=1):
            yield from lines_of(row, said)
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
        _("What is in the way"),
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


def lines_of(row: BoardRow, said: FileWords) -> Iterator[list[Cell]]:
    """One line for each module of a pair."""
    start = about_pair(row)
    for number, module in enumerate(row.progress.modules, start=1):
        yield [*start, number, *about_module(module, said)]


def about_pair(row: BoardRow) -> list[Cell]:
    """The cells that are the same in every line of one pair and course."""
    progress, hint = row.progress, row.hint
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
        board_words.way_words(row),
        row.days_still if row.stall else None,
        stall_words(row),
        board_words.hint_words(hint),
        board_words.reason_words(hint),
    ]


def stall_words(row: BoardRow) -> str:
    """Where a pair stands still, and at which step; nothing where it does not."""
    if row.stall is None:
        return ""
    step, module = row.next_step, row.module_title
    return board_words.stall_words(row.stall, days=row.days_still, step=step, module=module)


def about_module(module: PairModule, said: FileWords) -> list[Cell]:
    """A cell of the screen."""
    rep, support = module.rep, module.support
    rep_parts, support_parts = rep.parts, support.parts
    rep_on, support_on = said.finished_on(rep), said.finished_on(support)
    return [
        module.module.title,
        said.states[module.said],
        said.half(rep, rep_on),
        said.half(support, support_on),
        rep_parts.done,
        rep_parts.of,
        support_parts.done,
        support_parts.of,
        rep_on,
        support_on,
    ]


class FileWords:
    """What the lines of one file say again and again: it is put into words once."""

    def __init__(self) -> None:
        self.calendar = clock.calendar_here()
        self.states = {state: words(state) for state in (*Together, *Stage)}
        self.done: dict[date, str] = {}

    def finished_on(self, half: HalfInPair) -> date | None:
        """The day in the leader's zone on which a half was completed."""
        return self.calendar.local_day(half.finished_at) if half.finished_at else None

    def half(self, half: HalfInPair, finished_on: date | None) -> str:
        """What is said of a half. The day is all that it says of one that was simply done."""
        if finished_on is None or half.set_by or half.done_before:
            return half_words(half)
        if finished_on not in self.done:
            self.done[finished_on] = half_words(half)
        return self.done[finished_on]
