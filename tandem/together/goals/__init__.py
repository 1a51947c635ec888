"""Goals: the one measure of the bottom line that a pair and its leader agree on."""
