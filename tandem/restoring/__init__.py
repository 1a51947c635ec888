"""Restoring: an earlier revision comes back."""
