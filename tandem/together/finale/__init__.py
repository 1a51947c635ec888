"""Finale: what the two wrote in a course, as one page to keep."""
