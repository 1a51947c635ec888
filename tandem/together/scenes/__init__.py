"""Scenes: the same scene from both seats, and the partner's face of a lesson."""
