"""What happens when a nudge is sent from two tabs at the very same moment?"""

from __future__ import annotations

from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import Course, Nudge
from tests.at_once import at_once
from tests.cast import Cast
from tests.conftest import Browser
from tests.together.pair_page.test_pair_page import course

__all__ = ["course"]


def test_the_partner_is_nudged_once(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam, address = browser_of(cast.sam), f"/pairs/{cast.pair.id}/nudge"

    at_once(*(partial(sam.post, address, data={"course": course.id}) for _ in range(2)))

    assert session.scalar(select(func.count()).select_from(Nudge)) == 1
