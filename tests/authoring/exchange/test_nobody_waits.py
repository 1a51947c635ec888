"""Does whoever writes wait while a file that somebody brings in is read?"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from tandem.authoring.exchange import routes
from tandem.content.files.bringing_in import Arrival, arrival
from tandem.models import Publication
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.courses import publish, write_course
from tests.lessons import form_id_in


def test_nobody_waits_while_a_file_is_read(
    session: Session,
    cast: Cast,
    browser_of: Browser,
    tmp_path: Path,
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def meanwhile(*arguments: Any, **options: Any) -> Arrival:
        with Session(engine.execution_options(writes=True)) as other:
            other.add(Publication(at=NOW, by_id=None))
            other.commit()
        return arrival(*arguments, **options)

    publish(session, write_course(tmp_path / "courses", "engine").parent)
    tess = browser_of(cast.tess)
    sent = {"form_id": form_id_in(tess.get("/author/import")), "into": "teaming"}
    quiz = (io.BytesIO(b"Why?{=Because ~No}\n"), "late.gift")
    page = tess.post("/author/import", data={**sent, "file": quiz}).location
    monkeypatch.setattr(routes, "arrival", meanwhile)

    tess.post(page, data={"form_id": form_id_in(tess.get(page)), "take_over": "1"})

    # The first publication, two by somebody else, and what was brought in.
    assert session.scalar(select(func.count()).select_from(Publication)) == 4
    assert (tmp_path / "courses" / "teaming" / "02-late.md").exists()
