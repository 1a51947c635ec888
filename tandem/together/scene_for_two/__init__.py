"""A scene for two: one story, two seats. What one chooses is what the other comes upon."""
