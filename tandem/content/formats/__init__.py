"""Formats: lessons and quizzes in the formats of others."""
