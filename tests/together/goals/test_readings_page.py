"""What does a page say of a file of readings before they are recorded?"""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.conftest import Browser
from tests.together.goals.test_readings import upload
from tests.written import AsBefore


@pytest.mark.parametrize(
    "content",
    [
        b"day;value\n2026-01-02;14\n2026-01-09;12\n2026-02-28;6,5\n2026-02-27;7\n",
        b"day,value\n2026-02-01,1\n2026-02-02,many\n2099-01-01,3\n",
    ],
    ids=["whole", "faulty"],
)
def test_each_row_says_what_would_become_of_it(
    cast: Cast, readings: None, browser_of: Browser, page_as_before: AsBefore, content: bytes
) -> None:
    page_as_before(upload(browser_of(cast.lee), cast, content).text)
