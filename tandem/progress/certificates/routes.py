"""How do two, or one, get a certificate, and how does anybody verify it?"""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from tandem.library.served import ServedCourse
from tandem.models import Certificate, Pair, Person
from tandem.models.locking import hold
from tandem.progress.certificates import actions, queries
from tandem.progress.certificates.queries import Certifiable, FinishedCourse
from tandem.progress.certificates.sheet import CertificateText
from tandem.web import clock, db
from tandem.web.access import EVERYBODY, SIGNED_IN, open_to
from tandem.web.file_names import in_name
from tandem.web.links import full_address
from tandem.web.site_identity import own_colors
from tandem.web.viewer import viewer

blueprint = Blueprint("certificates", __name__)


@blueprint.get("/certificates/")
@open_to(SIGNED_IN)
def mine() -> ResponseReturnValue:
    """My certificates, and those that can be made."""
    courses = queries.certifiable(db.session(), viewer().id, now=clock.now())
    alone = queries.certifiable_alone(
        db.session(), viewer().id, roles=viewer().roles, now=clock.now()
    )
    return render_template("progress/certificates/mine.html", courses=courses, alone=alone)


@blueprint.post("/certificates/pairs/<int:pair_id>/<course>")
@open_to(SIGNED_IN)
def for_pair(pair_id: int, course: str) -> ResponseReturnValue:
    """A certificate for the two, when both are done. Asked for twice it is the same one."""
    with db.writing():
        certifiable = course_in_turn(pair_id, course)
        names = tuple(partner.name for partner in certifiable.course.pair.partners)
        code = certifiable.pair_code or issued(
            certifiable.course.course, certifiable.by_both, names, pair_id=pair_id
        )
    return redirect(url_for(".certificate", code=code), 303)


@blueprint.post("/certificates/own/<int:pair_id>/<course>")
@open_to(SIGNED_IN)
def for_me(pair_id: int, course: str) -> ResponseReturnValue:
    """A certificate for one person, who has finished the own half."""
    with db.writing():
        certifiable = course_in_turn(pair_id, course)
        code = certifiable.own_code or issued(
            certifiable.course.course,
            certifiable.by_viewer,
            (viewer().name,),
            person_id=viewer().id,
        )
    return redirect(url_for(".certificate", code=code), 303)


@blueprint.post("/certificates/alone/<course>")
@open_to(SIGNED_IN)
def for_one(course: str) -> ResponseReturnValue:
    """A certificate for a course that the viewer reads alone. Asked for twice it is the same."""
    with db.writing() as session:
        hold(session, Person.id == viewer().id, references_pass=True)
        alone = queries.certifiable_alone(
            session, viewer().id, roles=viewer().roles, now=clock.now()
        )
        own = next((item for item in alone if item.course.slug == course), None) or abort(404)
        code = own.code or issued(own.course, own.done, (viewer().name,), person_id=viewer().id)
    return redirect(url_for(".certificate", code=code), 303)


@blueprint.get("/certificates/<code>")
@open_to(EVERYBODY)
def certificate(code: str) -> ResponseReturnValue:
    """The certificate, to read, print and verify. For whoever has its address."""
    from tandem.progress.certificates import pdf

    certificate = queries.certificate(db.session(), code)
    return render_template(
        "progress/certificates/certificate.html",
        certificate=certificate,
        language=queries.language_of(db.session(), certificate),
        remark=set_words(certificate.set_complete),
        address=address_of(certificate),
        has_pdf=pdf.can_draw(sheet_of(certificate)),
    )


@blueprint.get("/certificates/<code>.pdf")
@open_to(EVERYBODY)
def as_pdf(code: str) -> ResponseReturnValue:
    """The same as a PDF; back to the page where its font cannot write it."""
    from tandem.progress.certificates import pdf

    certificate = queries.certificate(db.session(), code)
    sheet = sheet_of(certificate)
    if not pdf.can_draw(sheet):
        return redirect(url_for(".certificate", code=code))

    response = Response(pdf.certificate_pdf(sheet, own_colors()), mimetype="application/pdf")
    parts = [_("Certificate"), certificate.course_title, certificate.finished_on.isoformat()]
    name = "-".join(["tandem", *map(in_name, parts)])
    response.headers.set("Content-Disposition", "inline", filename=f"{name}.pdf")
    return response


def course_in_turn(pair_id: int, course: str) -> Certifiable:
    """A course of one of the viewer's own pairs; 404 for everybody else."""
    # One request for a certificate waits for the other. The person first, as in a quiz.
    hold(db.session(), Person.id == viewer().id, references_pass=True)
    hold(db.session(), Pair.id == pair_id, references_pass=True)
    return queries.certifiable_course(
        db.session(), viewer().id, pair_id=pair_id, course=course, now=clock.now()
    )


def issued(
    course: ServedCourse,
    finished: FinishedCourse | None,
    names: tuple[str, ...],
    *,
    pair_id: int | None = None,
    person_id: int | None = None,
) -> str:
    """Issue a certificate and give its code; 404 while something is open."""
    if finished is None:
        abort(404)
    return actions.issue(
        db.session(),
        course,
        names,
        pair_id=pair_id,
        person_id=person_id,
        edition=finished.edition,
        round_number=finished.round,
        set_complete=finished.set_complete,
        finished_on=clock.local_day(finished.at),
        now=clock.now(),
    )


def set_words(number: int) -> str:
    """The sentence about halves that a leader set complete; empty where there are none."""
    if not number:
        return ""
    return str(
        ngettext(
            "One half of a module was marked as done by the leader of the team.",
            "%(num)s halves of modules were marked as done by the leader of the team.",
            number,
        )
    )


def address_of(certificate: Certificate) -> str:
    """Where anybody verifies a certificate."""
    return full_address("certificates.certificate", code=certificate.code)


def sheet_of(certificate: Certificate) -> CertificateText:
    """A certificate's words."""
    names = tuple(name for name in (certificate.first_name, certificate.second_name) if name)
    return CertificateText(
        title=_("Certificate"),
        names=names,
        says=_("have finished together") if len(names) > 1 else _("has finished"),
        course=certificate.course_title,
        details=_("Edition %(edition)s · %(day)s", edition=certificate.edition,
                  day=clock.day(certificate.finished_on)),
        remark=set_words(certificate.set_complete),
        verify=_("Verify it at %(address)s", address=address_of(certificate)),
        finished_on=certificate.finished_on,
        language=str(get_locale() or "en"),
    )  # fmt: skip
