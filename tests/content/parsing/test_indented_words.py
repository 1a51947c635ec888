"""Which paragraph is shown as code, though it was only indented?"""

from __future__ import annotations

import pytest

from tests.content.reading import says

TOLD = "this paragraph is shown as code, since it is indented. Take the spaces or tab out"


@pytest.mark.parametrize(
    "block",
    [
        "    It came after the cut-off.",
        "\tIt came after the cut-off,\n\tso it waits.",
        "    “Wo bleibt der Auftrag?”",
    ],
)
def test_an_indented_paragraph_is_named(block: str) -> None:
    assert says(f"Text.\n\n{block}\n\nMore.\n") == [f"7: warning: {TOLD}"]


@pytest.mark.parametrize(
    "block",
    [
        "    flask courses check --write-ids",
        "    SELECT name FROM people ORDER BY name;",
        "    Too short.",
        "    It came after the cut-off.\n    print(late)",
        "   Three spaces are a paragraph.",
        "```\n    It came after the cut-off.\n```",
        "- An item\n\n      It came after the cut-off.",
    ],
)
def test_what_is_code_or_no_sentence_is_left_alone(block: str) -> None:
    assert says(f"Text.\n\n{block}\n\nMore.\n") == []
