"""Is it the person themselves who sits there? Whoever is signed in shows it by their password."""

from __future__ import annotations

from flask_babel import gettext as _

from tandem.people.accounts.entering import fits
from tandem.web import throttle
from tandem.web.viewer import viewer


def password_fault(password: str, password_hash: str | None) -> str:
    """Why this does not show that it is the viewer; nothing where it does. Counted before."""
    lanes = throttle.lanes_of_proof(viewer().sign_in_id)
    if not throttle.may_try(lanes):
        return str(_("Too many tries. Wait 15 minutes, then try again."))
    if not fits(password, password_hash):
        return str(_("This isn’t your present password."))
    throttle.take_back(lanes)
    return ""
