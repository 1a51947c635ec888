"""Status: where each pair stands in each course, to be found, counted and listed."""
