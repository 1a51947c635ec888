"""What other systems of a company do here: its directory, so far."""
