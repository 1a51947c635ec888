"""Where does the answer to a step lead that has closed a module? To the moment of the two."""

from __future__ import annotations

from typing import Any

from flask import url_for

from tandem.library.served import ServedCourse, ServedModule
from tandem.progress.closings import record_closings
from tandem.web import clock, db
from tandem.web.viewer import viewer


def moment_after(course: ServedCourse, module: ServedModule, **values: Any) -> str | None:
    """The page of the moment, where the viewer's step has just closed a module; None where not.

    Called in the transaction of the step. `values` are kept in the address for the way back.
    """
    pairs = record_closings(
        db.session(), viewer().id, course=course, module_id=module.id, now=clock.now()
    )
    if not pairs:
        return None
    return url_for(
        "moment.moment", course=course.slug, module=module.slug, pair_id=pairs[0], **values
    )
