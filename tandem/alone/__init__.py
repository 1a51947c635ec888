"""Alone: courses that somebody reads without a pair."""
