"""How is nothing lost when the files of a module are taken away?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tandem.authoring.editor import actions as editor
from tandem.authoring.withdrawal.queries import Leaving
from tandem.content.files.workshop import ABSENT


def keep_unpublished(session: Session, leaving: Leaving, *, person_id: int, now: datetime) -> None:
    """Keep what no revision says as somebody's drafts, each to be laid anew as a file."""
    for desk in leaving.unpublished:
        facts = {"source": desk.file.source, "base": "", "version": ABSENT, "tab": ""}
        editor.keep_draft(session, desk.place, person_id=person_id, now=now, **facts)
