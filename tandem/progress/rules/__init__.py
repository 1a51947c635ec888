"""Decisions about halves, rounds and what comes next, over plain values."""
