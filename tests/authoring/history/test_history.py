"""What was published, and how does an earlier text come back?"""

from __future__ import annotations

import re
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


def test_the_first_revision_is_shown_as_the_file_it_is(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    text = browser_of(cast.tess).get(f"{HISTORY}?revision=1").text

    (file,) = re.findall(r'<pre class="changes__file"[^>]*>(.*?)</pre>', text, re.DOTALL)
    assert file.startswith("---")
    assert "The drive." in file
    assert "<ins>" not in text
