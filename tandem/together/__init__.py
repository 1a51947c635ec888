"""Together: what belongs to the two of a pair."""
