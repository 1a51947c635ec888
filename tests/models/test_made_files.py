"""How far is a file that is made beside the requests, and how large is it?"""

from __future__ import annotations

import pytest

from tandem.models import MadeFile
from tests.cast import NOW


@pytest.mark.parametrize(
    ("size", "megabytes"),
    [(0, 0.1), (149_999, 0.1), (151_000, 0.2), (1_000_000, 1.0), (12_340_000, 12.3)],
)
def test_a_file_is_said_to_be_a_tenth_of_a_megabyte_at_least(size: int, megabytes: float) -> None:
    assert MadeFile(size=size).megabytes == megabytes


def test_a_file_is_open_until_it_is_there_or_was_given_up() -> None:
    files = MadeFile(), MadeFile(alive_at=NOW), MadeFile(finished_at=NOW), MadeFile(failed_at=NOW)

    assert [file.is_open for file in files] == [True, True, False, False]
