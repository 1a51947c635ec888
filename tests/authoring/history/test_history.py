"""What was published, and how does an earlier text come back?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cast import Cast
from tests.conftest import Browser

HISTORY = "/author/teaming/engine/history"


def test_tess_sees_what_a_revision_changed(cast: Cast, path: Path, browser_of: Browser) -> None:
    text = browser_of(cast.tess).get(HISTORY).text

    assert '<del>The <mark class="changes__word">drive</mark>.</del>' in text
    assert '<ins>The <mark class="changes__word">DRIVE</mark>.</ins>' in text
    assert "The frame." not in text


@pytest.mark.parametrize("address", ["/author/teaming/nothing/history", f"{HISTORY}?revision=99"])
def test_a_module_that_is_not_there_has_no_history_and_a_revision_shows_the_newest(
    cast: Cast, path: Path, browser_of: Browser, address: str
) -> None:
    answer = browser_of(cast.tess).get(address)

    assert answer.status_code == (404 if "nothing" in address else 200)
