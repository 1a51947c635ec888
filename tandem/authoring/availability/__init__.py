"""Availability: a course is a draft, open for assigning, or archived."""
