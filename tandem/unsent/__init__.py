"""What somebody has begun to write in a step for two, and nobody else reads."""
