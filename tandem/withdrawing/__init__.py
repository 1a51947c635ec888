"""Withdrawing: a module leaves its course."""
