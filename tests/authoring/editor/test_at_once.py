"""What becomes of texts that are kept, saved or thrown away at the very same moment?"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from tandem.authoring.editor import routes
from tests.at_once import at_once, lingering_at
from tests.authoring.editor.editor_helpers import EDIT, SCRIPT, opened, send
from tests.authoring.editor.test_drafts import DRAFT, drafts
from tests.cast import Cast
from tests.conftest import Browser


def test_of_two_tabs_one_text_is_kept_and_the_other_is_told(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    tabs = [{**opened(tess.get(EDIT)), "source": text} for text in ("One\n", "Other\n")]

    answers = at_once(*(partial(tess.post, DRAFT, data=tab, headers=SCRIPT) for tab in tabs))

    kept = [tab["source"] for tab, sent in zip(tabs, answers, strict=True) if sent.is_json
            and "saved_at" in sent.get_json()]  # fmt: skip
    assert len(kept) == 1
    assert drafts(session) == kept


def test_of_two_who_save_at_once_neither_writes_over_the_other(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    people = browser_of(cast.tess), browser_of(cast.ada)
    before = path.read_text("utf-8")
    texts = before.replace("drive", "ONE"), before.replace("drive", "OTHER")
    tabs = [
        {**opened(who.get(EDIT)), "source": text} for who, text in zip(people, texts, strict=True)
    ]

    with lingering_at((routes, "write_module"), number=2):
        answers = at_once(
            *(partial(who.post, EDIT, data=tab) for who, tab in zip(people, tabs, strict=True))
        )

    (saved,) = [text for text, sent in zip(texts, answers, strict=True) if sent.status_code == 303]
    assert path.read_text("utf-8") == saved


def test_a_draft_that_is_thrown_away_stays_where_another_tab_has_gone_on_with_it(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    send(tess, "Before", DRAFT)
    page = opened(tess.get(EDIT))

    at_once(
        partial(tess.post, f"{DRAFT}/discard", data={"kept": page["kept"]}),
        partial(tess.post, DRAFT, data={**page, "source": "Gone on\n"}, headers=SCRIPT),
    )

    assert drafts(session) == ["Gone on\n"]
