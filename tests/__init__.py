"""The tests. What is imported for them stays until the end: garbage is looked for less often."""

from __future__ import annotations

import gc

gc.set_threshold(50_000, 20, 100)
