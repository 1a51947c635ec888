"""How does a company's directory bring people and teams? At /scim/v2, with a token alone.

What answers stands on a large library that most sites never need: it is imported when a directory
asks for the first time.
"""

from __future__ import annotations

from flask import Blueprint, Flask, Response
from flask.typing import ResponseReturnValue

from tandem.terms import AuditAct
from tandem.web.access import ADMIT, DIRECTORY, open_to
from tandem.web.acts import records
from tandem.web.upload_limits import takes_up_to

blueprint = Blueprint("scim", __name__, url_prefix="/scim/v2")
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
# A team of some ten thousand people.
LARGEST_BODY = 4 * 1024 * 1024


@blueprint.route("/", defaults={"path": ""}, methods=METHODS)
@blueprint.route("/<path:path>", methods=METHODS)
@open_to(DIRECTORY)
@takes_up_to(LARGEST_BODY)
@records(
    *(AuditAct.ACCOUNT_MADE, AuditAct.NAME_MENDED, AuditAct.MAIL_CHANGED, AuditAct.ROLES_GIVEN),
    *(AuditAct.ROLES_TAKEN, AuditAct.OPENED, AuditAct.CLOSED, AuditAct.TEAM_MADE),
    *(AuditAct.TEAM_RENAMED, AuditAct.TEAM_PUT_AWAY, AuditAct.PUT_IN_TEAM, AuditAct.MADE_LEADER),
    *(AuditAct.TAKEN_OUT, AuditAct.TEAM_LEADERLESS, AuditAct.SEAT_WITHOUT_ROLE),
    AuditAct.SCIM_REFUSED,
)
def serve(path: str) -> Response:
    """Whatever a directory asks for: people, teams, or what this site can do."""
    from tandem.interop.scim import answering

    return answering.answer(path)


@blueprint.errorhandler(Exception)
def refused(error: Exception) -> Response:
    """Whatever goes wrong is said in the words of the protocol."""
    from tandem.interop.scim import answering

    return answering.answer_to_error(error)


def admit() -> ResponseReturnValue | None:
    """Let a program in that shows a token. Raises SCIMException."""
    from tandem.interop.scim import entering

    return entering.admit()


def init_app(app: Flask) -> None:
    """Stand at the door of what is open to directories."""
    app.extensions[ADMIT] = admit
