"""Daily: the one letter of a day, and what became of every letter."""
