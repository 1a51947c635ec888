"""Matching: how people like to work, what each is best at, and which pairs could be formed."""
