"""What happens when first steps are put away, or brought back, in two tabs at once?"""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import FirstStepsClosed
from tests.at_once import at_once
from tests.cast import Cast
from tests.conftest import Browser


@pytest.mark.parametrize(("act", "rows"), [("close", 1), ("back", 0)])
def test_pressed_in_two_tabs_is_pressed_once(
    session: Session, cast: Cast, browser_of: Browser, act: str, rows: int
) -> None:
    sam = browser_of(cast.sam)
    if act == "back":
        sam.post("/first-steps/learner/close")

    answers = at_once(*(partial(sam.post, f"/first-steps/learner/{act}") for _ in range(2)))

    assert [answer.status_code for answer in answers] == [303, 303]
    assert session.scalar(select(func.count()).select_from(FirstStepsClosed)) == rows
