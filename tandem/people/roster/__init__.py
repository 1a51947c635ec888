"""Roster: lists of people, teams and pairs from a file."""
