"""How does an administrator give the site a name, words, colors and a logo of its own?"""

from __future__ import annotations

import hashlib

from flask import Blueprint, Response, abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.content.files.folder import LARGEST_PICTURE
from tandem.content.files.pictures import taken_in
from tandem.content.lesson import PictureFile
from tandem.content.own_words import NAME
from tandem.figures.accents import DARK_GROUNDS, LIGHT_GROUNDS, in_colors, style_sheet
from tandem.models.site_looks import SiteLook
from tandem.people.site_look import actions, choices, queries
from tandem.people.site_look.actions import Logo, WantedLook
from tandem.people.site_look.forms import LookForm, form_class
from tandem.people.site_look.samples import samples_in
from tandem.terms import SEATS, AuditAct, Role
from tandem.web import clock, db, site_identity, submit_once
from tandem.web.access import EVERYBODY, open_to
from tandem.web.acts import records
from tandem.web.assets import FOR_GOOD
from tandem.web.forms import RecordingForm
from tandem.web.languages import languages_of_pages
from tandem.web.security import DRAWING_ONLY
from tandem.web.upload_limits import takes_up_to
from tandem.web.viewer import viewer
from tandem.web.words import spoken

blueprint = Blueprint("site_look", __name__)


@blueprint.route("/admin/look", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@takes_up_to(LARGEST_PICTURE + 64 * 1024)
def change() -> ResponseReturnValue:
    """Say what the site is to look like, and look at it first."""
    begun_with = look_to_begin_with()
    known = queries.typed(db.session(), begun_with)
    form = form_class(languages_of_pages())(data={"name": NAME, **known})
    if not form.validate_on_submit():
        return form_page(form), 400 if form.errors else 200

    logo, fault = logo_of(form, begun_with)
    if fault:
        form.logo.errors = [fault]
        return form_page(form), 400
    with submit_once.recording(form, leads_to=url_for(".change")) as recording:
        row = actions.propose(db.session(), wanted(form, logo), now=clock.now())
        recording.leads_to(url_for(".preview", look_id=row.id))
        return recording.done()


def look_to_begin_with() -> int:
    """The version that the form is filled from: the shown one, one just looked at, or none."""
    begin = request.args.get("begin", "")
    if begin == "anew":
        return 0
    return int(begin) if begin.isdecimal() and len(begin) < 10 else site_identity.own_look().id


def form_page(form: LookForm) -> str:
    """The form, with the versions there were."""
    return render_template(
        "people/site_look/change.html",
        form=form,
        languages=languages_of_pages(),
        seats=SEATS,
        earlier=queries.earlier(db.session()),
    )


def wanted(form: LookForm, logo: Logo | None) -> WantedLook:
    """What was asked for."""
    given = form.given()
    return WantedLook(
        name=given["name"],
        words=choices.chosen_words(given, languages_of_pages()),
        colors=choices.chosen_colors(given),
        logo=logo,
    )


def logo_of(form: LookForm, begun_with: int) -> tuple[Logo | None, str]:
    """The logo, the one there was before, or none; and why one is not taken."""
    content = form.logo.data.stream.read(LARGEST_PICTURE + 1) if form.logo.data else b""
    if form.without_logo.data:
        return None, ""
    if not content:
        return queries.logo_of(db.session(), begun_with), ""
    taken = taken_in(content, filename="logo", known={})
    if taken.picture is None:
        return None, spoken(taken.fault)
    return logo_in(taken.picture), ""


def logo_in(picture: PictureFile) -> Logo:
    """A picture as a logo."""
    sha = hashlib.sha256(picture.content).hexdigest()
    return Logo(sha, picture.media_type, picture.content)


@blueprint.route("/admin/look/<int:look_id>", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@records(AuditAct.SETTING_CHANGED)
def preview(look_id: int) -> ResponseReturnValue:
    """The site as it would look; then let it look so."""
    form, look = RecordingForm(), queries.look(db.session(), look_id)
    if not form.validate_on_submit():
        site_identity.show(look)
        return preview_page(form, look), 400 if form.errors else 200

    with submit_once.recording(form, leads_to=url_for(".change")) as recording:
        actions.choose(db.session(), look_id, by_id=viewer().id, now=clock.now())
        answer = recording.done(
            _("Saved. The site looks like this now. The one before stands below, to go back to.")
        )
    site_identity.learn(db.session())
    return answer


def preview_page(form: RecordingForm, look: SiteLook) -> str:
    """The page on which a version is tried out: it looks like it itself."""
    return render_template(
        "people/site_look/preview.html",
        form=form,
        look=look,
        colors=site_identity.own_colors(),
        light=LIGHT_GROUNDS[0],
        dark=DARK_GROUNDS[0],
        samples=[samples_in(language) for language in languages_of_pages()],
    )


@blueprint.get("/look/<int:look_id>-<digest>/colors.css")
@open_to(EVERYBODY)
def colors(look_id: int, digest: str) -> Response:
    """The colors of a version as a style sheet. Its address names its content."""
    look = queries.version(db.session(), look_id)
    if look is None or look.colors is None or site_identity.digest_of(look.colors) != digest:
        abort(404)
    return kept_for_good(Response(style_sheet(look.colors), mimetype="text/css"))


@blueprint.get("/look/<int:look_id>-<digest>/icon.svg")
@open_to(EVERYBODY)
def icon(look_id: int, digest: str) -> Response:
    """The two halves in the colors of a version, beside the title of a page."""
    look = queries.version(db.session(), look_id)
    if look is None or look.colors is None or site_identity.digest_of(look.colors) != digest:
        abort(404)
    drawn = current_app.extensions["assets"]["favicon.svg"].content.decode()
    return kept_for_good(Response(in_colors(drawn, look.colors), mimetype="image/svg+xml"))


@blueprint.get("/look/<int:look_id>-<digest>/logo")
@open_to(EVERYBODY)
def logo(look_id: int, digest: str) -> Response:
    """The logo of a version. An SVG may draw and do nothing else."""
    picture = queries.logo_of(db.session(), look_id)
    if picture is None or picture.sha[:12] != digest:
        abort(404)
    response = kept_for_good(Response(picture.content, mimetype=picture.media_type))
    response.headers["Content-Security-Policy"] = DRAWING_ONLY
    return response


def kept_for_good(response: Response) -> Response:
    """What never changes under its address may be kept."""
    response.headers["Cache-Control"] = FOR_GOOD
    return response
