"""Demo data: many invented pairs, for measuring."""
