"""Who stands before a module that is not open? A page says why, and what opens it."""

from __future__ import annotations

from flask import abort, make_response, render_template

from tandem.library.served import ServedCourse, ServedModule
from tandem.progress.doors.queries import ModuleDoor


def keep_open(course: ServedCourse, module: ServedModule, door: ModuleDoor) -> None:
    """Go no further where nothing can be done in a module: 403, with a page that says why."""
    if door is not ModuleDoor.OPEN:
        abort(make_response(closed_page(course, module, door), 403))


def keep_readable(course: ServedCourse, module: ServedModule, door: ModuleDoor) -> None:
    """Go no further where a module can't even be read: 403, with a page that says why."""
    if door is not ModuleDoor.READ_ONLY:
        keep_open(course, module, door)


def closed_page(course: ServedCourse, module: ServedModule, door: ModuleDoor) -> str:
    """The page before a module that is not open."""
    return render_template("progress/doors/closed.html", course=course, module=module, door=door)
