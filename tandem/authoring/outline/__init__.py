"""Outline: which courses and modules there are, and in which order."""
