"""Courses: what a trainer sees of the state of the courses."""
