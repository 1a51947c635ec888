"""What was chosen of each clash?"""

from __future__ import annotations

import pytest

from tandem.authoring.editor.forms import choices_in
from tandem.content.comparing.merging import ClashChoice


@pytest.mark.parametrize(
    ("name", "value", "chosen"),
    [
        ("clash-0", "mine", {0: ClashChoice.MINE}),
        ("clash-12", "both", {12: ClashChoice.BOTH}),
        ("0", "mine", {}),
        ("clash-", "mine", {}),
        ("clash-x", "mine", {}),
        ("clash-²", "mine", {}),
        ("clash-" + "9" * 5000, "mine", {}),
        ("clash-٣", "mine", {}),
        ("clash-0", "nobody's", {}),
    ],
)
def test_only_a_known_choice_of_a_numbered_clash_counts(
    name: str, value: str, chosen: dict[int, ClashChoice]
) -> None:
    assert choices_in({name: value}) == chosen
