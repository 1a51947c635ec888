"""Rosters: lists of people, teams and pairs from a file, and what happens when somebody leaves."""
