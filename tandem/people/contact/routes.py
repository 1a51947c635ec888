"""How does an administrator say whom people turn to?"""

from __future__ import annotations

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.people.contact import actions, queries
from tandem.people.contact.forms import ContactForm
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to
from tandem.web.acts import records
from tandem.web.languages import languages_of_pages
from tandem.web.viewer import viewer

blueprint = Blueprint("contact", __name__)


@blueprint.get("/admin/contact")
@open_to(Role.ADMIN)
def contact() -> ResponseReturnValue:
    """What is said in each language of the pages."""
    return render_template(
        "people/contact/contact.html",
        languages=languages_of_pages(),
        contacts=queries.contacts(db.session()),
    )


@blueprint.route("/admin/contact/<language>", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@records(AuditAct.CONTACT_SET)
def change(language: str) -> ResponseReturnValue:
    """Set it for the readers of one language."""
    if language not in languages_of_pages():
        abort(404)
    form = ContactForm(text=queries.contacts(db.session()).get(language, ""))
    if not form.validate_on_submit():
        page = render_template("people/contact/change.html", form=form, language=language)
        return page, 400 if form.errors else 200

    with submit_once.recording(form, leads_to=url_for(".contact")) as recording:
        actions.set_contact(
            db.session(), language, form.text.data, by_id=viewer().id, now=clock.now()
        )
        return recording.done(_("Saved. Lessons and pairs’ pages say so from now on."))
