"""What becomes of a form whose sender was signed out meanwhile? It is kept in the page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Response, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer

from tandem.web import clock
from tandem.web.forms import facts_of, new_form_id, signer
from tandem.web.links import address_here

DAY = 24 * 60 * 60
SECRETS = ("password", "new_password", "repeat_password")
NOT_KEPT = frozenset({"csrf_token", *SECRETS})


@dataclass(frozen=True)
class KeptForm:
    """A form under way: where it goes and what was written, in order.

    `secrets` and `files` are the names of what was sent and cannot be kept in a page.
    """

    path: str
    fields: tuple[tuple[str, str], ...]
    secrets: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def form_id(self) -> str:
        """The form's own id."""
        return dict(self.fields).get("form_id", "")

    @property
    def address(self) -> str:
        """Where it goes, in the folder in which the site is now."""
        return f"{request.script_root}{self.path}"


class SiteSigner(TimestampSigner):
    """Signs with the time of the site's clock."""

    def get_timestamp(self) -> int:
        """This moment, in seconds."""
        return int(clock.now().timestamp())


def sealer() -> URLSafeTimedSerializer:
    """What seals a kept form, so that nobody can hand one to another person."""
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="kept-form", signer=SiteSigner)


def form_under_way() -> KeptForm:
    """The form of this request."""
    fields = tuple(
        (name, value) for name, value in request.form.items(multi=True) if name not in NOT_KEPT
    )
    return KeptForm(
        path=address_here().rstrip("?"),
        fields=fields,
        secrets=tuple(name for name in SECRETS if request.form.get(name)),
        files=tuple(name for name, file in request.files.items() if file.filename),
    )


def sign_in_with_form(
    template: str = "people/accounts/signed_out.html",
) -> ResponseReturnValue:
    """The sign-in page for a form whose sender is no longer signed in, or has to sign in again:
    status 401."""
    form = form_under_way()
    sealed = sealer().dumps([form.path, form.fields]) if was_made_here(form) else ""
    return make_response(render_template(template, kept=sealed), 401)


def was_made_here(form: KeptForm) -> bool:
    """Was the form's id signed by this site, for whomever?"""
    try:
        signer().loads(form.form_id)
    except BadSignature:
        return False
    return True


def kept_form(sealed: str) -> KeptForm | None:
    """The kept form, if it is not older than a day and was made for the person signed in."""
    try:
        path, fields = sealer().loads(sealed, max_age=DAY)
    except BadSignature:
        return None
    form = KeptForm(path=path, fields=tuple((name, value) for name, value in fields))
    return form if facts_of(form.form_id) is not None else None


def sent_before(result: str) -> Response:
    """A form was recorded before, and its copy says something else: both are kept (409)."""
    form = form_under_way()
    facts = {
        name: value
        for name, value in (facts_of(form.form_id) or {}).items()
        if name not in {"person", "n"}
    }
    anew = tuple(
        (name, new_form_id(**facts) if name == "form_id" else value) for name, value in form.fields
    )
    page = render_template(
        "people/accounts/sent_before.html", form=replace(form, fields=anew), result=result
    )
    return make_response(page, 409)


def send_again(form: KeptForm, *, status: int = 200) -> ResponseReturnValue:
    """A page with the kept form and one button that sends it."""
    return make_response(render_template("people/accounts/send_again.html", form=form), status)
