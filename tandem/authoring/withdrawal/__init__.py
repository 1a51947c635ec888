"""Withdrawal: a module leaves its course."""
