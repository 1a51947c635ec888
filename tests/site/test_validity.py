"""Is the HTML of every page valid? The Nu checker reads them all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site import nu
from tests.site.serving import Answer
from tests.site.test_accessibility import FOUND


def documents(visited: dict[str, Answer]) -> dict[str, str]:
    """The HTML that was given, "not found" and what a visitor is sent to among it."""
    return {
        address: answer.text
        for address, answer in visited.items()
        if answer.text.lstrip().lower().startswith("<!doctype html>")
    }


def test_the_html_of_every_page_is_valid(
    visits: Callable[[str], dict[str, Answer]], tmp_path: Path
) -> None:
    if not nu.is_there():
        pytest.skip("there is no Java, or no Nu checker")
    seen = {role: documents(visits(role)) for role in FOUND}

    named = {f"{role} {address}": text for role in seen for address, text in seen[role].items()}
    assert nu.faults(named, tmp_path) == {}
    assert all(FOUND[role] in seen[role] for role in FOUND)


@pytest.mark.process
def test_the_nu_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    if not nu.is_there():
        pytest.skip("there is no Java, or no Nu checker")
    wrong = (
        '<!doctype html><html lang="en"><title>x</title><p><div>A block in a paragraph.</div></p>'
    )

    assert "line 1" in nu.faults({"/": wrong}, tmp_path)["/"][0]
