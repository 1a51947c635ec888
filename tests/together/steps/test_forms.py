"""What do the fields of a step say, whatever a browser sends?"""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from tandem.together.steps.forms import ITEM, given_in_fields


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("4", {"speed": 4}),
        ("-3", {"speed": -3}),
        ("9999", {"speed": 9999}),
        ("-999", {"speed": -999}),
        ("10000", {}),
        ("-9999", {}),
        ("four", {}),
        ("--4", {}),
        ("", {}),
    ],
)
def test_a_number_has_four_signs_at_most(typed: str, values: dict[str, int]) -> None:
    assert given_in_fields(MultiDict({f"{ITEM}speed": typed})).values == values
