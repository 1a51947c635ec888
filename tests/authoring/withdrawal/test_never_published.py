"""What becomes of a module that was begun by mistake?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.authoring.editor.editor_helpers import text_on
from tests.authoring.withdrawal.withdrawal_helpers import confirm, served
from tests.courses import publish
from tests.lessons import form_id_in
from tests.moments import SetClock
from tests.written import AsBefore

OOPS = "/author/teaming/oops/withdraw"


@pytest.fixture
def draft_of_a_lesson(path: Path, session: Session) -> Path:
    """A file with an error, so that it was never published."""
    begun = path.parent / "03-oops.md"
    begun.write_text("---\ntitle: Oops\n---\n\n## Quiz {quiz}\n\n### Why?\n\n- [ ] No\n", "utf-8")
    publish(session, path.parent.parent)
    return begun


def test_a_module_never_published_disappears(
    session: Session, draft_of_a_lesson: Path, tess: FlaskClient
) -> None:
    asked = tess.get(OOPS).text

    page = confirm(tess, OOPS)

    assert "no learner has seen it" in asked
    assert re.search(r'<input(?=[^>]* checked)[^>]* name="keep"', asked)
    assert not draft_of_a_lesson.exists()
    assert "The file is gone." in page.text
    assert "oops" not in tess.get("/author/").text


def test_its_text_is_kept_where_that_is_ticked(draft_of_a_lesson: Path, tess: FlaskClient) -> None:
    text = draft_of_a_lesson.read_text("utf-8")

    confirm(tess, OOPS, keep="y")

    assert "only a draft: there is no file yet" in tess.get("/author/").text
    assert text_on(tess.get("/author/teaming/oops/edit")) == text


def test_the_name_of_what_disappeared_is_free_again(
    session: Session, draft_of_a_lesson: Path, tess: FlaskClient
) -> None:
    confirm(tess, OOPS)

    fields = {"form_id": form_id_in(tess.get("/author/")), "title": "Oops"}
    begun = tess.post("/author/teaming/new", data=fields)

    assert begun.location == "/author/teaming/oops/edit"
    assert served(session) == ["engine", "volcano", "oops"]


def test_before_a_draft_of_a_lesson_disappears_it_is_asked_whether_its_text_is_kept(
    draft_of_a_lesson: Path, tess: FlaskClient, page_as_before: AsBefore, clock: SetClock
) -> None:
    page_as_before(tess.get(OOPS).text)
