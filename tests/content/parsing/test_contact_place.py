"""Does {contact} stand where a reader finds it?"""

from __future__ import annotations

import pytest

from tandem.content.rendering.html import rendered_text
from tests.content.reading import says

ALONE = "{contact} stands on a line of its own"
ELSEWHERE = "{contact} belongs into a text that is read"
QUIZ = "## Check {{quiz}}\n\n### What?\n\n{0}\n\n- [ ] A\n  > No.\n- [x] B\n  > Yes.\n"
STEP = "## Two {{together}}\n\n### Talk {{talked}}\n\n{0}\n"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Text.\n\n{contact}\n\nMore.", ""),
        ("## Stop\n\n{contact}", ""),
        ("{contact}\n\nText.", ""),
        ("{contact}\n\n" + QUIZ.format("Say."), ""),
        (QUIZ.format("Say.") + "\n## Stop\n\n{contact}", ""),
        (STEP.format("Say.") + "\n## Stop\n\n{contact}\nText.", ALONE),
        ("`{contact}` is a sign.", ""),
        ("```\n{contact}\n```", ""),
        ("Turn to {contact} then.", ALONE),
        ("Text.\n{contact}", ALONE),
        ("{contact}\nText.", ALONE),
        ("- {contact}", ALONE),
        (QUIZ.format("{contact}"), ELSEWHERE),
        (STEP.format("{contact}"), ELSEWHERE),
    ],
)
def test_the_checker_says_where_it_belongs(body: str, said: str) -> None:
    found = [line for line in says(body) if "contact" in line]

    assert [said in line for line in found] == ([True] if said else [])


def test_it_is_kept_as_a_paragraph_of_its_own() -> None:
    html = rendered_text("Text.\n\n{contact}\n\nMore.", picture_address=lambda _: None)

    assert "<p>{contact}</p>" in html
