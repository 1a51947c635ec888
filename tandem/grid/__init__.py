"""Grid: the rows of pairs and modules that a leader reads, on the screen and in a file."""
