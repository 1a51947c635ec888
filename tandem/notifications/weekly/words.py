"""How is the week of a team said in its letter?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from tandem.leading.board import words as board_words
from tandem.leading.board.rows import BoardRow
from tandem.notifications.road import DrawnRoad, drawn_road
from tandem.notifications.weekly.queries import FinishedModule, Lines, TeamWeek
from tandem.web import clock
from tandem.web.links import full_address
from tandem.web.words import words


@dataclass(frozen=True)
class WeekLine:
    """A line of a week's list, with the road of the pair it is about."""

    words: str
    road: DrawnRoad | None = None


def week_parts(week: TeamWeek) -> Iterator[tuple[str, Lines[WeekLine]]]:
    """The lists of a week that are not empty, each with its title."""
    parts: tuple[tuple[str, Lines[Any], Any], ...] = (
        (_("Finished by both"), week.finished, finished_words),
        (_("Past the date"), week.overdue, words_when_overdue),
        (_("No movement"), week.stalled, words_when_still),
        (_("Due in the next seven days"), week.due_soon, words_of_row),
    )
    for title, lines, words_of in parts:
        if lines.shown:
            shown = tuple(WeekLine(words_of(item), road_of(item)) for item in lines.shown)
            yield title, Lines(shown, lines.more)


def road_of(item: BoardRow | FinishedModule) -> DrawnRoad | None:
    """The road of the pair that a line is about, in the course it is about."""
    row = item.row if isinstance(item, FinishedModule) else item
    return drawn_road(module.said for module in row.progress.modules)


def finished_words(finished: FinishedModule) -> str:
    """A module both have completed."""
    return f"{names(finished.row)}: {finished.module.module.title}"


def words_of_row(row: BoardRow) -> str:
    """Where a pair stands, and by when."""
    at, progress = row.progress.stands_at, row.progress
    where = f"{at.module.title}, {words(at.said)}" if at else words(progress.said)
    due = (clock.day(progress.due_on), progress.time_zone) if progress.due_on else ()
    return f"{names(row)}: {where} ({', '.join((progress.course.title, *due))})"


def words_when_overdue(row: BoardRow) -> str:
    """Where a pair stands and by when, with the one thing that would help, as on the page."""
    return f"{words_of_row(row)}. {words_of_hint(row)}"


def words_when_still(row: BoardRow) -> str:
    """At which step a pair stands still, and the one thing that would help, as on the page."""
    still = board_words.stall_words(
        row.stall, days=row.days_still, step=row.next_step, module=row.module_title
    )
    return f"{names(row)} ({row.progress.course.title}): {still} {words_of_hint(row)}"


def words_of_hint(row: BoardRow) -> str:
    """The one small thing that would help."""
    return str(_("What would help: %(hint)s", hint=board_words.hint_words(row.hint)))


def names(row: BoardRow) -> str:
    """The two, by surname."""
    return " · ".join(partner.name for partner in row.progress.pair.partners)


def week_title(week: TeamWeek) -> str:
    """Whose week it was: a team's, or that of all teams where they are many."""
    if week.team is not None:
        return str(_("The week of %(team)s", team=week.team.name))
    return str(_("The week of your %(number)s teams", number=week.number_of_teams))


def team_address(week: TeamWeek) -> str:
    """The team's page, or that of all teams."""
    if week.team is None:
        return full_address("board.lead")
    return full_address("board.team", team_id=week.team.id)
