"""Lessons: the course and the module, as one role reads them."""
