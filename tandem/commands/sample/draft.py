"""What has the sample's trainer under way?"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tandem.content.files.workshop import hash_of
from tandem.library.served import ServedCourse
from tandem.models import LessonDraft, Person, Revision

MORE = """
## What I noticed this week

One sentence about something your partner made easier.
"""


def begin_draft(session: Session, course: ServedCourse, trainer: Person, *, now: datetime) -> None:
    """A draft of the course's last module, as if it had been left an hour ago."""
    module = course.modules[-1]
    source = session.get_one(Revision, module.revision_id).source
    session.add(
        LessonDraft(
            person_id=trainer.id,
            course_id=course.id,
            file_of=module.slug,
            source=source + MORE,
            base=source,
            version=hash_of(source),
            tab="",
            saved_at=now - timedelta(hours=1),
        )
    )
