"""Do both faces carry the same weight?"""

from __future__ import annotations

import pytest

from tests.content.reading import says

HARD = "You must ask. Never wait. Stop it. Don’t guess. It is your fault."
SOFT = "You may ask. Some wait. It goes on. People guess. It is all right."


def faces(rep: str, support: str) -> list[str]:
    """What the checker says about these two faces."""
    return says(f"## You {{for=rep}}\n\n{rep}\n\n## You {{for=support}}\n\n{support}\n")


def test_hard_messages_for_one_side_only_are_noticed() -> None:
    assert faces(SOFT, HARD) == [
        "9: warning: this face has many more hard messages than its mirror: 5 against 0."
        " Tell both sides, or neither"
    ]


def test_hard_messages_for_both_sides_are_fine() -> None:
    assert faces(HARD, HARD) == []


def test_a_few_hard_sentences_more_are_fine() -> None:
    assert faces("You must ask. Never wait. Then go on.", "You may ask. It is fine so.") == []


@pytest.mark.parametrize(
    ("harder", "softer", "is_noticed"),
    [(3, 0, False), (4, 0, True), (5, 1, False), (6, 1, True), (9, 3, False), (10, 3, True)],
)
def test_more_than_twice_as_many_hard_messages_and_three_are_noticed(
    harder: int, softer: int, is_noticed: bool
) -> None:
    said = faces("Never. " * harder, "Never. " * softer)

    assert any("many more hard messages" in line for line in said) is is_noticed


@pytest.mark.parametrize(
    ("longer", "shorter", "is_noticed"),
    [(10, 0, False), (11, 0, True), (34, 20, False), (35, 20, True)],
)
def test_a_fifth_and_ten_words_more_are_no_matter(
    longer: int, shorter: int, is_noticed: bool
) -> None:
    said = faces("word " * longer, "word " * shorter)

    assert any("much longer than its mirror" in line for line in said) is is_noticed
