"""What happens when two processes publish the same files at the same moment?"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.authoring.publishing import actions
from tandem.authoring.publishing.actions import Report
from tandem.models import Publication, Revision
from tests.at_once import lingering, met_before, together
from tests.cast import NOW
from tests.courses import write_course


def test_two_who_publish_the_same_files_make_one_revision(
    session: Session, engine: Engine, tmp_path: Path
) -> None:
    folder = write_course(tmp_path / "courses", "engine")

    def publish() -> Report:
        with Session(engine.execution_options(writes=True)) as own:
            report = actions.publish_folder(own, folder.parent, by_id=None, now=NOW)
            own.commit()
            return report

    with met_before(actions, "publish", number=2), lingering(Session, number=2):
        reports = together(publish, publish)

    assert sorted(len(report.published) for report in reports) == [0, 1]
    assert session.scalars(select(Revision.number)).all() == [1]
    assert len(session.scalars(select(Publication)).all()) == 1
