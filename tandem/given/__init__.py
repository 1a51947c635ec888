"""Given: which course a pair has, by when, and in which round it is."""
