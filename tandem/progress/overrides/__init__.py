"""Overrides: a leader sets a half of a module complete and says why."""
