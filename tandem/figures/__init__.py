"""Figures: intervals, groups of five, charts and bars over plain values."""
