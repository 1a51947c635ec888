"""Learning: my page, the course, the module."""
