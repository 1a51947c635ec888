"""Courses as files, for the tests of publishing and of the trainer's pages."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from sqlalchemy.orm import Session

from tandem.authoring.publishing import actions
from tandem.authoring.publishing.actions import Report
from tests.cast import NOW

COVER = """\
    ---
    title: Respectful teaming
    summary: For two.
    ---

    Welcome.
    """
MODULE = """\
    ---
    title: {title}
    minutes: 6
    ---

    Everybody reads this.

    ![A can](images/can.svg)

    ## You {{for=rep}}

    The drive.

    ## You {{for=support}}

    The frame.

    ## Check yourself {{quiz}}

    ### What helps? {{#helps}}

    - [ ] WRONG
      > FEEDBACK-wrong
    - [x] RIGHT
      > FEEDBACK-right
    - [ ] OTHER
      > FEEDBACK-other

    EXPLANATION
    """
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 360"><circle r="{size}"/></svg>'


def write_course(root: Path, *modules: str, size: int = 1) -> Path:
    """A course with these modules, in files; gives its folder."""
    folder = root / "teaming"
    (folder / "images").mkdir(parents=True, exist_ok=True)
    (folder / "course.md").write_text(dedent(COVER), "utf-8")
    (folder / "images" / "can.svg").write_text(PICTURE.format(size=size), "utf-8")
    for number, name in enumerate(modules, start=1):
        text = dedent(MODULE).format(title=name.capitalize())
        (folder / f"{number:02}-{name}.md").write_text(text, "utf-8")
    return folder


def publish(session: Session, root: Path) -> Report:
    """Publish what is in the files and commit."""
    report = actions.publish_folder(session, root, by_id=None, now=NOW)
    session.commit()
    return report
