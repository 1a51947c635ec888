"""Reports: what a leader sees, as a file."""
