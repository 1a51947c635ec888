"""Board: the pairs and modules of a team, on the screen, in a file and on paper."""
