"""What happens when a module is withdrawn while somebody else writes, or in two tabs?"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tandem.authoring.editor import routes as editor
from tandem.authoring.withdrawal import routes
from tests.at_once import at_once, lingering_at
from tests.authoring.editor.editor_helpers import EDIT, opened
from tests.authoring.editor.test_drafts import drafts
from tests.authoring.withdrawal.withdrawal_helpers import PAGE, confirm, shown
from tests.cast import Cast
from tests.conftest import Browser
from tests.forms import forms_in


def test_a_text_that_is_saved_meanwhile_is_not_taken_away(
    session: Session, path: Path, tess: FlaskClient, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    text = path.read_text("utf-8").replace("drive", "DRIVE")
    page = {**opened(ada.get(EDIT)), "source": text}

    with lingering_at((editor, "write_module"), (routes, "take_away"), number=2):
        at_once(partial(tess.post, PAGE, data=shown(tess)), partial(ada.post, EDIT, data=page))

    kept = [path.read_text("utf-8")] if path.exists() else drafts(session)
    assert kept == [text]


def test_an_undo_that_is_pressed_in_two_tabs_lays_the_files_back_once(
    path: Path, tess: FlaskClient
) -> None:
    address = confirm(tess).request.full_path
    tabs = [tess.get(address), tess.get(address)]
    forms = [next(f for f in forms_in(page.text, "/author/") if f.value("done")) for page in tabs]
    names = ("form_id", "csrf_token", "done")

    at_once(
        *(
            partial(tess.post, form.action, data={name: form.value(name) for name in names})
            for form in forms
        )
    )

    assert path.exists()
