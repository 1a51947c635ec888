"""Plans: what somebody means to do, and whether they did it. Nobody else reads a word."""
