"""Readings: the figures of a measure, day by day, with what stood there before."""
