"""My page: what waits for me, and what for my partner."""
