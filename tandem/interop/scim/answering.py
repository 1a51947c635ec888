"""What does a company's directory get for what it asks? Spoken in its protocol, SCIM 2.0."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from http import HTTPStatus

from flask import Response, current_app, g, request
from flask_babel import gettext as _
from scim2_models import Error, InvalidValueException, SCIMException
from scim2_server.handler import ScimHandler
from scim2_server.requests import ScimRequest
from scim2_server.responses import ScimResponse
from werkzeug.exceptions import HTTPException

from tandem.interop.scim.entering import TooOftenError
from tandem.interop.scim.person_acts import Directory, take_turn
from tandem.interop.scim.protocol import SERVICE
from tandem.interop.scim.refusals import DeniedError
from tandem.interop.scim.storage import DirectoryStorage
from tandem.mail import sending
from tandem.models.audit import by_token, record_act
from tandem.models.passing import is_passing
from tandem.people.accounts.telling import tell
from tandem.terms import AuditAct
from tandem.web import clock, db
from tandem.web.links import full_address
from tandem.web.try_again import SOON
from tandem.web.words import spoken

# Signs that no text has, as JSON and a filter write them: NUL, and half of a pair.
NO_SIGN = re.compile(
    rb"\\u(?:0000|d[89ab][0-9a-f]{2}(?!\\ud[c-f]))|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f]",
    re.IGNORECASE,
)
# What somebody hears by mail of what a directory did. A place in a team stands on their page.
WRITTEN_OF = frozenset(
    {AuditAct.ROLES_GIVEN, AuditAct.ROLES_TAKEN, AuditAct.OPENED, AuditAct.NAME_MENDED}
)


def answer(path: str) -> Response:
    """Whatever a directory asks for: people, teams, or what this site can do."""
    asked = scim_request(path)
    directory = Directory(db.session(), clock.now(), current_app.config["EMERGENCY_ADMIN"])
    handler = ScimHandler(SERVICE, DirectoryStorage(directory, lambda: surrounded(directory)))
    response = answered(handler.handle(asked))
    sending.send_soon()
    return response


def scim_request(path: str) -> ScimRequest:
    """This request as the protocol knows it. Raises InvalidValueException for what nobody keeps."""
    body = request.get_data()
    said = (body, *(value.encode() for value in request.args.values()))
    if any(NO_SIGN.search(part) for part in said):
        raise InvalidValueException(detail=str(_("This has a sign in it that nobody can see.")))
    return ScimRequest(
        method="GET" if request.method == "HEAD" else request.method,
        base_url=full_address("scim.serve", path="").rstrip("/"),
        path=f"/{path}",
        query=request.args.to_dict(),
        headers=list(request.headers.items()),
        body=body,
    )


def surrounded(directory: Directory) -> AbstractContextManager[None]:
    """What surrounds one act: nothing, where it only reads."""
    is_search = request.path.endswith("/.search")
    if request.method in db.READING or is_search:
        return nullcontext()
    return writing(directory)


@contextmanager
def writing(directory: Directory) -> Iterator[None]:
    """One act: all of it or nothing, recorded as the directory's; and whom it is about is told."""
    with db.writing() as session, by_token(session, g.directory_token_id):
        take_turn(session)
        yield
        session.flush()
        tell(entry for entry in directory.entries if entry.act in WRITTEN_OF)
        for person_id, before in directory.addresses.items():
            changed = [
                entry
                for entry in directory.entries
                if entry.act is AuditAct.MAIL_CHANGED and entry.subject_id == person_id
            ]
            tell(changed)
            tell(changed, at=before)


def answered(answer: ScimResponse) -> Response:
    """An answer of the protocol, to be sent."""
    body = json.dumps(answer.body) if answer.body is not None else None
    return Response(body, status=answer.status, headers=answer.headers)


def answer_to_error(error: Exception) -> Response:
    """What a directory reads where something was not done."""
    match error:
        case DeniedError():
            return denied(error)
        case SCIMException():
            return not_taken(error)
        case HTTPException():
            return plain_refusal(error)
        case _:
            return trouble(error)


def denied(error: DeniedError) -> Response:
    """Something that is not done stands in the log, and is said in a sentence."""
    with db.noting() as own, by_token(own, g.directory_token_id):
        record_act(
            own,
            AuditAct.SCIM_REFUSED,
            by_id=None,
            subject_id=error.person_id,
            team_id=error.team_id,
            about=error.told,
            detail=error.fault,
            now=clock.now(),
        )
    return answered(SERVICE.error_response(error.as_scim(spoken(error.sentence))))


def not_taken(error: SCIMException) -> Response:
    """What the protocol refuses."""
    answer = answered(SERVICE.error_response(error))
    if isinstance(error, TooOftenError):
        answer.headers["Retry-After"] = str(error.seconds)
    return answer


def plain_refusal(error: HTTPException) -> Response:
    """What is refused before the protocol looks at it, such as a body that is too large."""
    code = error.code or 500
    said = Error(status=code, detail=HTTPStatus(code).phrase)
    return answered(ScimResponse(HTTPStatus(code), said.model_dump()))


def trouble(error: Exception) -> Response:
    """The database is busy: try again. Anything else is a fault of ours, and nothing was done."""
    db.close_session()
    if is_passing(error):
        said = Error(status=503, detail=str(_("The site is busy. Try again in a moment.")))
        answer = answered(ScimResponse(HTTPStatus.SERVICE_UNAVAILABLE, said.model_dump()))
        answer.headers["Retry-After"] = str(SOON)
        return answer
    if current_app.testing:
        raise error
    current_app.logger.error("a request of a directory failed", exc_info=error)
    return answered(SERVICE.error_response(error))
