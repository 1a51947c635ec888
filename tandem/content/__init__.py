"""Text to objects: what a trainer's files say, without web or database."""
