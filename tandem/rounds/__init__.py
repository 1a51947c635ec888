"""Rounds: a course that both have completed, and that may begin anew."""
