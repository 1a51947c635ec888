"""Authoring: a trainer's courses, from the first word to what the answers tell."""
