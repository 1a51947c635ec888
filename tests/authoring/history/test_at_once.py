"""What happens when two bring earlier texts back at the very same moment?"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from tandem.authoring.history import routes
from tests.at_once import at_once, lingering_at
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

    with lingering_at((routes, "write_module"), number=2):
        at_once(
            *(
                partial(who.post, f"{HISTORY}/1", data=form)
                for who, form in zip(people, forms, strict=True)
            )
        )

    told = ["A file has changed" in who.get(HISTORY).text for who in people]
    assert sorted(told) == [False, True]


def test_two_revisions_taken_up_at_once_are_one_draft(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)

    at_once(*(partial(tess.post, f"{HISTORY}/{number}/draft") for number in (1, 2)))

    assert len(drafts(session)) <= 1
    assert "You have a draft of this file already" in tess.get(EDIT).text


def test_a_text_that_is_replaced_while_a_draft_is_kept_takes_no_place_of_it(
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
