"""How finely is it noted when somebody was here?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tandem.web.viewer import note_seen, take_seen
from tests.cast import NOW


@pytest.mark.parametrize(("seconds", "noted"), [(299, {}), (300, {7: NOW})])
def test_who_was_seen_less_than_five_minutes_ago_is_not_noted_again(
    app: Flask, seconds: int, noted: dict[int, object]
) -> None:
    take_seen(app)
    with app.app_context():
        note_seen(7, NOW - timedelta(seconds=seconds), now=NOW)

    assert take_seen(app) == noted
    assert take_seen(app) == {}
