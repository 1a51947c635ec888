"""Halves: the pair's own page, where two halves become one."""
