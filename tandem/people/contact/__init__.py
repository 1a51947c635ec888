"""Contact: whom somebody turns to when it is no longer a habit."""
