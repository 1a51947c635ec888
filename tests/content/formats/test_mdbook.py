"""How deep may a quiz of mdBook lie?"""

from __future__ import annotations

import pytest

from tandem.content.formats.mdbook import DEEPEST, first_too_deep


@pytest.mark.parametrize(("first", "deeper"), [("", "["), ("a", ".a")])
def test_what_lies_too_deep_is_named_by_its_line(first: str, deeper: str) -> None:
    assert first_too_deep("\n" + first + deeper * DEEPEST) == 0
    assert first_too_deep("\n" + first + deeper * (DEEPEST + 1)) == 2
