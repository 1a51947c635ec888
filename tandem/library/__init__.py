"""Library: what is served now: courses, their images, their translations."""
