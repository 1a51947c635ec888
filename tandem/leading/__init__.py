"""Leading: what a leader sees, and one small thing that would help."""
