"""Quizzes of other formats into lessons of ours: one file for each format."""
