"""What happens when two trainers write one file at once?"""

from __future__ import annotations

import html
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.authoring.editor.editor_helpers import EDIT, FILE, opened, revisions, send, text_on
from tests.cast import Cast
from tests.conftest import Browser
from tests.moments import SetClock
from tests.site.serving import hidden
from tests.written import AsBefore

NAMES = ("form_id", "source", "base", "version", "kept", "theirs")


def both_write(tess: FlaskClient, ada: FlaskClient, path: Path, mine: str) -> TestResponse:
    """Tess opens the file, Ada saves "The frame of Ada.", Tess sends her text."""
    page = opened(tess.get(EDIT))
    send(ada, path.read_text("utf-8").replace("The frame.", "The frame of Ada."))
    return tess.post(EDIT, data={**page, "source": mine})


def settle(tess: FlaskClient, page: TestResponse, **choices: str) -> TestResponse:
    """Choose on the page with both texts."""
    fields = {name: html.unescape(hidden(page.text, name)) for name in NAMES}
    return tess.post(f"{FILE}/merge", data={**fields, **choices}, follow_redirects=True)


def test_changes_that_do_not_touch_are_put_together_in_the_draft(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess, ada = browser_of(cast.tess), browser_of(cast.ada)
    mine = path.read_text("utf-8").replace("The drive.", "The drive of Tess.")

    page = tess.get(both_write(tess, ada, path, mine).location)

    assert "Both changes are in your draft now" in page.text
    assert "The drive of Tess." in text_on(page)
    assert "The frame of Ada." in text_on(page)
    assert revisions(session) == 2
    send(tess, text_on(page))
    assert "The drive of Tess." in path.read_text("utf-8")
    assert "The frame of Ada." in path.read_text("utf-8")


def test_lines_that_both_changed_are_shown_side_by_side(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess, ada = browser_of(cast.tess), browser_of(cast.ada)
    mine = path.read_text("utf-8").replace("The frame.", "The frame of Tess.")

    page = both_write(tess, ada, path, mine)

    assert page.status_code == 409
    assert "Ada Lind changed this file" in page.text
    assert "The frame of Ada." in page.text
    assert "The frame of Tess." in page.text
    assert "The frame of Ada." in path.read_text("utf-8")
    assert "The frame of Tess." in text_on(tess.get(EDIT))


def test_a_clash_is_settled_as_chosen_and_saved_afterwards(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess, ada = browser_of(cast.tess), browser_of(cast.ada)
    mine = path.read_text("utf-8").replace("The frame.", "The frame of Tess.")

    page = settle(tess, both_write(tess, ada, path, mine), **{"clash-0": "mine"})
    saved = send(tess, text_on(page))

    assert "The frame of Ada." not in text_on(page)
    assert saved.status_code == 303
    assert path.read_text("utf-8") == mine


def test_without_a_choice_both_versions_stay(cast: Cast, path: Path, browser_of: Browser) -> None:
    tess, ada = browser_of(cast.tess), browser_of(cast.ada)
    mine = path.read_text("utf-8").replace("The frame.", "The frame of Tess.")

    page = settle(tess, both_write(tess, ada, path, mine))

    assert "The frame of Ada.\nThe frame of Tess.\n" in text_on(page)


def test_a_file_that_changes_again_meanwhile_is_shown_again(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess, ada = browser_of(cast.tess), browser_of(cast.ada)
    mine = path.read_text("utf-8").replace("The frame.", "The frame of Tess.")
    page = both_write(tess, ada, path, mine)
    send(ada, path.read_text("utf-8").replace("of Ada", "of Ada and others"))

    again = settle(tess, page, **{"clash-0": "theirs"})

    assert again.status_code == 409
    assert "The frame of Ada and others." in again.text
    assert "The frame of Tess." in again.text


def test_two_pages_of_one_trainer_are_put_together_alike(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    first, second = (opened(tess.get(EDIT)) for _ in range(2))
    text = path.read_text("utf-8")
    tess.post(f"{FILE}/draft", data={**first, "source": text.replace("The drive.", "One.")})

    page = tess.post(EDIT, data={**second, "source": text.replace("The frame.", "Two.")})
    whole = text_on(settle(tess, page))

    assert page.status_code == 409
    assert "One." in whole
    assert "Two." in whole


def test_the_same_text_twice_is_no_clash(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess, ada = browser_of(cast.tess), browser_of(cast.ada)
    mine = path.read_text("utf-8").replace("The frame.", "The frame of Ada.")

    answer = both_write(tess, ada, path, mine)

    assert answer.status_code == 303
    assert revisions(session) == 2


def test_of_two_texts_what_is_the_same_and_what_clashes_is_told_apart(
    cast: Cast, path: Path, browser_of: Browser, page_as_before: AsBefore, clock: SetClock
) -> None:
    tess, ada = browser_of(cast.tess), browser_of(cast.ada)
    text = path.read_text("utf-8").replace("The drive.", "The drive of Tess.")

    page = both_write(tess, ada, path, text.replace("The frame.", "The frame of Tess."))

    page_as_before(page.text)
