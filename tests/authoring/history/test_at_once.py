"""What happens when two bring earlier texts back at the very same moment?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.authoring.history import routes
from tandem.content.files.folder import write_module
from tandem.web import submit_once
from tests.at_once import at_once, lingering_at, met_before, until_it_waits
from tests.authoring.editor.editor_helpers import EDIT, SCRIPT, opened, send
from tests.authoring.editor.test_drafts import DRAFT, drafts
from tests.authoring.history.test_earlier_revision import HISTORY
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in


def test_of_two_who_publish_again_one_is_told_that_the_file_has_changed(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    people = browser_of(cast.tess), browser_of(cast.ada)
    forms = [{"form_id": form_id_in(who.get(HISTORY))} for who in people]

    met = met_before(submit_once, "recording", number=2)
    with met, lingering_at((routes, "write_module"), number=2):
        at_once(
            *(
                partial(who.post, f"{HISTORY}/1", data=form)
                for who, form in zip(people, forms, strict=True)
            )
        )

    told = ["A file has changed" in who.get(HISTORY).text for who in people]
    assert sorted(told) == [False, True]


def test_a_revision_taken_up_in_two_tabs_is_one_draft(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)

    at_once(*(partial(tess.post, f"{HISTORY}/1/draft") for _ in range(2)))

    assert len(drafts(session)) == 1


def test_a_text_that_is_replaced_while_a_draft_is_kept_stands_in_one_of_them(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    send(tess, path.read_text("utf-8").replace("{for=rep}", "{fro=rep}"))
    form = {"form_id": form_id_in(tess.get(HISTORY))}
    page = {**opened(tess.get(EDIT)), "source": "Under way\n"}

    again, kept = at_once(
        partial(tess.post, f"{HISTORY}/1", data=form),
        partial(tess.post, DRAFT, data=page, headers=SCRIPT),
    )

    assert again.status_code == 303
    (draft,) = drafts(session)
    assert (draft == "Under way\n") is ("saved_at" in kept.get_json())
    assert ("{fro=rep}" in path.read_text("utf-8")) is (draft == "Under way\n")


def test_a_draft_that_holds_what_is_replaced_is_not_written_over(
    session: Session, engine: Engine, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    send(tess, path.read_text("utf-8").replace("{for=rep}", "{fro=rep}"))
    form = {"form_id": form_id_in(tess.get(HISTORY))}
    page = {**opened(tess.get(EDIT)), "source": "Under way\n"}

    with ThreadPoolExecutor(1) as pool:

        def written(file: Path, text: str) -> bool:
            coming = pool.submit(partial(tess.post, DRAFT, data=page, headers=SCRIPT))
            if engine.dialect.name == "postgresql":
                until_it_waits(engine, coming)
            return write_module(file, text)

        with patch.object(routes, "write_module", written):
            tess.post(f"{HISTORY}/1", data=form)

    (draft,) = drafts(session)
    assert "{fro=rep}" in draft


def test_what_another_tab_has_replaced_in_the_draft_stays_in_the_file(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess, recording = browser_of(cast.tess), submit_once.recording
    send(tess, path.read_text("utf-8").replace("{for=rep}", "{fro=rep}"))
    form = {"form_id": form_id_in(tess.get(HISTORY))}
    page = {**opened(tess.get(EDIT)), "source": "Under way\n"}

    def late(*args: Any, **facts: Any) -> Any:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(partial(tess.post, DRAFT, data=page, headers=SCRIPT)).result()
        return recording(*args, **facts)

    with patch.object(submit_once, "recording", late):
        tess.post(f"{HISTORY}/1", data=form)

    assert "{fro=rep}" in path.read_text("utf-8")
    assert drafts(session) == ["Under way\n"]
