"""How large may a file be that is brought in?"""

from __future__ import annotations

import pytest

from tandem.content.formats.formats import imported


@pytest.mark.parametrize(("lines", "is_too_long"), [(20_000, False), (20_001, True)])
def test_a_file_of_too_many_lines_is_told_where_it_ends(lines: int, is_too_long: bool) -> None:
    told = [str(problem) for problem in imported(b"\n" * lines, name="quiz.txt").problems]

    too_long = "quiz.txt:20001: warning: the file has more than 20,000 lines. Split it"
    assert (too_long in told) is is_too_long


@pytest.mark.parametrize(("size", "is_too_large"), [(1024 * 1024, False), (1024 * 1024 + 1, True)])
def test_a_file_of_more_than_a_megabyte_is_not_read(size: int, is_too_large: bool) -> None:
    told = [str(problem) for problem in imported(b"a" * size, name="quiz.txt").problems]

    assert ("quiz.txt:1: warning: the file is above 1 MB. Split it" in told) is is_too_large
