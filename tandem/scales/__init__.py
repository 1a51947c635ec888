"""Scales: what both place on a scale, time after time, and what of it may be told."""
