"""Together: what the two of a pair do for each other."""
