"""Does whoever writes wait while a text is checked and shown?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from tandem.content.files import workshop
from tandem.content.lesson import ModuleFile
from tandem.models import Publication
from tests.authoring.editor.editor_helpers import EDIT, FILE, SCRIPT, opened
from tests.cast import NOW, Cast
from tests.conftest import Browser


@pytest.mark.parametrize("headers", [SCRIPT, {}], ids=["script", "page"])
def test_nobody_waits_while_a_text_is_checked_and_shown(
    session: Session,
    cast: Cast,
    path: Path,
    browser_of: Browser,
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    headers: dict[str, str],
) -> None:
    def meanwhile(*arguments: Any, **options: Any) -> ModuleFile:
        with Session(engine.execution_options(writes=True)) as other:
            other.add(Publication(at=NOW, by_id=None))
            other.commit()
        return checked(*arguments, **options)

    checked = workshop.checked
    tess = browser_of(cast.tess)
    sent = {**opened(tess.get(EDIT)), "source": "---\ntitle: T\n---\n\nWords."}
    monkeypatch.setattr(workshop, "checked", meanwhile)

    answer = tess.post(f"{FILE}/look", data=sent, headers=headers)

    assert answer.status_code == 200
    assert session.scalar(select(func.count()).select_from(Publication)) == 2
