"""Courses for one."""
