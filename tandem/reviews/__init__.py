"""Reviews: what came of an attempt at a quiz."""
