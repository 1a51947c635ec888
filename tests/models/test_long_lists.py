"""In which order do the rows of a long list stand?"""

from __future__ import annotations

from types import SimpleNamespace

from tandem.models.long_lists import by_ids


def test_rows_stand_in_the_order_of_their_ids_without_whoever_is_gone_meanwhile() -> None:
    rows = [SimpleNamespace(id=number) for number in (1, 2, 3)]

    assert [row.id for row in by_ids(rows, [3, 9, 1])] == [3, 1]
