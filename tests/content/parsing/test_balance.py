"""Do both faces carry the same weight?"""

from __future__ import annotations

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
