"""Progress: what is assigned, recorded and complete."""
