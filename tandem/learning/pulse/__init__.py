"""Pulse: the same few questions at the start of a course, at its end and after 90 days."""
