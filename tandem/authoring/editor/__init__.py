"""Editor: a trainer's text under way, from the first word to the file."""
