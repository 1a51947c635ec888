"""Refreshers: what was learned comes back, one question at a time."""
