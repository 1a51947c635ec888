"""Lessons in other languages: the same modules in other words."""
