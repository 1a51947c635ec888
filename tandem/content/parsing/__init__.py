"""Parsing: from a file's text to a lesson, and what is wrong with it."""
