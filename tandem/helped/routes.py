"""Did it help? The page of a team for its leader."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from tandem.helped import queries
from tandem.people.queries import team_led
from tandem.rules.evidence import Verdict
from tandem.rules.helping import FEWEST_PAIRS
from tandem.terms import Role
from tandem.web import db
from tandem.web.access import open_to
from tandem.web.viewer import viewer

blueprint = Blueprint("helped", __name__)

VERDICTS: dict[Verdict, LazyString] = {
    Verdict.BETTER: _("better than the baseline, beyond what chance explains"),
    Verdict.WORSE: _("worse than the baseline, beyond what chance explains"),
    Verdict.UNCLEAR: _("cannot be told from chance"),
    Verdict.NO_SPREAD: _("figures all alike, so chance cannot be weighed"),
    Verdict.FEW_BASELINE: _("too few figures in the baseline"),
    Verdict.FEW_SINCE: _("too few figures since the baseline"),
}


@blueprint.get("/lead/teams/<int:team_id>/helped")
@open_to(Role.LEADER)
def helped(team_id: int) -> ResponseReturnValue:
    """What can be said of a team, and what cannot."""
    team = team_led(db.session(), viewer().id, team_id=team_id)
    return render_template(
        "helped/helped.html",
        team=team,
        found=queries.helped_page(db.session(), team_id),
        verdicts=VERDICTS,
        fewest=FEWEST_PAIRS,
    )
