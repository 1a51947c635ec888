"""How does a trainer hear what publishing has made of the folder?"""

from __future__ import annotations

from pathlib import Path

from flask import current_app, flash
from flask_babel import gettext as _
from flask_babel import ngettext

from tandem.authoring.publishing import actions as publishing
from tandem.authoring.publishing import meanwhile
from tandem.authoring.publishing.meanwhile import BeforeWriting
from tandem.content.files.workshop import can_write
from tandem.content.lesson import Problem
from tandem.web import clock, db
from tandem.web.scripts import wants_json
from tandem.web.viewer import viewer

# So many files with errors are named; the list of lessons names all.
MOST_PLACES = 5


def is_read_only(folder: Path) -> bool:
    """Is the folder of courses left alone here?"""
    return bool(current_app.config["COURSES_READ_ONLY"]) or not can_write(folder)


def before_writing(*, source: str | None = None) -> BeforeWriting:
    """What is published while the viewer has written nothing yet: for `publish_folder`."""
    return meanwhile.before_writing(db.session(), source=source)


def publish_folder(before: BeforeWriting) -> publishing.Report:
    """Publish what lies in the folder of courses, in the viewer's name.

    Whoever watches the folder may have published it already since `before`: it is told and named
    as theirs all the same.
    What led to it is committed before: nobody waits while lessons are read and rendered.
    """
    return publishing.publish_folder(
        db.session(),
        current_app.config["COURSES"],
        by_id=viewer().id,
        now=clock.now(),
        writing=db.writing,
        before=before,
    )


def tell_of(file: str, report: publishing.Report) -> None:
    """Say what became of the one file that was saved, and what else came along."""
    root = current_app.config["COURSES"].name
    own = [fault for fault in report.errors if fault.file == f"{root}/{file}"]
    if own:
        message = _("Saved, but not published: line %(line)s has an error.", line=own[0].line)
        before = _("What was published before stays live.")
        flash(f"{message} {before}", "error")
    elif report.has_changed:
        flash(_("Saved and published."), "success")
    else:
        flash(_("Saved. Nothing that is shown has changed."), "success")
    tell_of_others([fault for fault in report.errors if fault not in own])


def tell_of_others(errors: list[Problem]) -> None:
    """Say where other files have an error: of each the first, of many files some."""
    first = {fault.file: fault.line for fault in reversed(errors)}
    if not first:
        return
    places = [f"{file}:{line}" for file, line in sorted(first.items())]
    named = ", ".join(places[:MOST_PLACES]) + (" …" if len(places) > MOST_PLACES else "")
    message = ngettext(
        "Another file has an error: %(places)s.",
        "%(num)s other files have errors: %(places)s.",
        len(places),
        places=named,
    )
    before = _("What was published before stays live.")
    flash(f"{message} {before}")


def tell_of_picture(chosen: object) -> None:
    """Say that an image was sent by another button than its own, so that it is not there."""
    if chosen and not wants_json():
        flash(_("The image wasn’t uploaded. Choose it again and press “Upload”."), "error")


def tell(report: publishing.Report) -> None:
    """Say what was published and what was not."""
    count = len(report.published)
    if count:
        flash(ngettext("%(num)s module is new.", "%(num)s modules are new.", count), "success")
    if report.errors:
        flash(_("Some files have errors. What was published before stays live."), "error")
    elif not count:
        flash(_("Everything is up to date."), "success")
