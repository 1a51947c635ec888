"""Which tests have no house around the two pairs? Those that count who and what is there."""

from __future__ import annotations

import pytest

two_pairs = pytest.mark.parametrize("wide", [False], ids=["two pairs"])
