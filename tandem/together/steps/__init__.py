"""Steps: what the two of a pair give each other, and who may read it when."""
