"""Assignments: a course given to a pair or to a team."""
