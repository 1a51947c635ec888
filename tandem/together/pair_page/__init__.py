"""Pair page: the pair's own page, where two halves become one."""
