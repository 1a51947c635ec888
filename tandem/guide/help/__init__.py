"""Help: short pages by role, three sentences about every page, and the key to the pictures."""
