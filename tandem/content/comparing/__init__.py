"""Comparing: differences between two texts, and merging them."""
