"""Two who have a scene for two before them."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, serve
from tests.together.scene_for_two.scene_helpers import Play, play_of, with_scene


@pytest.fixture
def play(session: Session, cast: Cast, browser_of: Browser) -> Play:
    """Sam and Sue, with a course whose module has a scene for two."""
    assign(session, cast.pair, serve(session, with_scene()))
    return play_of(cast, browser_of)
