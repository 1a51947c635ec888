"""Did it help? The page of a team for its leader."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from tandem.figures.bars import Rows, Value, bars, changes, dots
from tandem.figures.groups import FEWEST_PAIRS, Share
from tandem.figures.intervals import Verdict
from tandem.leading.impact import queries
from tandem.leading.impact.queries import HelpedPage
from tandem.people.teams.queries import team_led
from tandem.terms import Asked, Role
from tandem.together.steps.scale_means import PairMean, Turned
from tandem.together.steps.scales import TeamScale
from tandem.web import clock, db
from tandem.web.access import open_to
from tandem.web.languages import titled
from tandem.web.viewer import viewer

blueprint = Blueprint("impact", __name__)
SaidRows = list[tuple[str, dict[Asked, Share]]]


@dataclass(frozen=True)
class ScaleCharts:
    """A scale with its charts; no chart of changes where nobody has filled it in again."""

    scale: TeamScale
    first: Rows
    changes: Rows | None


@dataclass(frozen=True)
class Charts:
    """The charts of the page. Their figures stand in the tables below them too."""

    liked: Rows
    learned: Rows
    scales: tuple[ScaleCharts, ...]


VERDICTS: dict[Verdict, LazyString] = {
    Verdict.BETTER: _("better than the baseline, beyond what chance explains"),
    Verdict.WORSE: _("worse than the baseline, beyond what chance explains"),
    Verdict.UNCLEAR: _("cannot be told from chance"),
    Verdict.NO_SPREAD: _("figures all alike, so chance cannot be weighed"),
    Verdict.FEW_BASELINE: _("too few figures in the baseline"),
    Verdict.FEW_SINCE: _("too few figures since the baseline"),
}
TURNED: dict[Turned, LazyString] = {
    Turned.UP: _("more than chance explains"),
    Turned.DOWN: _("more than chance explains"),
    Turned.UNCLEAR: _("may be chance"),
    Turned.NO_SPREAD: _("all alike, so chance cannot be weighed"),
}


@blueprint.get("/lead/teams/<int:team_id>/helped")
@open_to(Role.LEADER)
def helped(team_id: int) -> ResponseReturnValue:
    """What can be said of a team, and what cannot."""
    team = team_led(db.session(), viewer().id, team_id=team_id)
    page = queries.helped_page(
        db.session(), team_id, reader_id=viewer().id, zone=clock.zone_of_viewer()
    )
    return render_template(
        "leading/impact/impact.html",
        team=team,
        impact=page,
        charts=charts_of(page),
        liked=liked_rows(page),
        verdicts=VERDICTS,
        turned=TURNED,
        fewest=FEWEST_PAIRS,
    )


def liked_rows(page: HelpedPage) -> tuple[SaidRows, SaidRows]:
    """What people said, by month and by module, each named for this reader."""
    if page.liked is None:
        return [], []
    return (
        [(clock.month(month), counts) for month, counts in page.liked.months],
        [(titled(module), counts) for module, counts in page.liked.modules],
    )


def charts_of(page: HelpedPage) -> Charts:
    """Every chart of the page, with its names in the reader's language."""
    months = page.liked.months if page.liked else ()
    return Charts(
        liked=bars(
            (clock.month(month), [share_value(counts.get(about)) for about in Asked])
            for month, counts in months
        ),
        learned=bars(
            (row.module.title, [Value(row.figures.first), Value(row.figures.latest)])
            for row in page.modules
        ),
        scales=tuple(scale_charts(scale) for scale in page.scales),
    )


def scale_charts(scale: TeamScale) -> ScaleCharts:
    """Both charts of a scale: the first answers on it, and the changes since around zero."""
    # What stands alone on its scale has the scale's own title above it.
    is_listed = bool(scale.step.items)
    named = [(plain(item.text) if is_listed else "", item.figures) for item in scale.items]
    moved = [
        (name, [mean_value(change.mean) for change in figures.changes])
        for name, figures in named
        if figures.changes
    ]
    return ScaleCharts(
        scale=scale,
        first=dots(
            ((name, [mean_value(figures.first)]) for name, figures in named),
            low=scale.step.low,
            high=scale.step.high,
        ),
        changes=changes(moved) if moved else None,
    )


def share_value(share: Share | None) -> Value | None:
    """A share as a bar."""
    return None if share is None else Value(share.count / share.total)


def mean_value(mean: PairMean) -> Value:
    """A mean as a dot with its interval."""
    return Value(mean.value, mean.low, mean.high)


def plain(text: str) -> str:
    """A piece of HTML as plain words."""
    return str(Markup(text).striptags())  # noqa: S704 (its tags are taken away)
