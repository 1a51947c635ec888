"""Whose pair and whose words they are matters in all these tests: a house is around the two."""

from __future__ import annotations

import pytest


@pytest.fixture
def wide() -> bool:
    """Sam works with Abe, too, and Sue with Lia, who leads the team; pairs have ended, and rest."""
    return True
