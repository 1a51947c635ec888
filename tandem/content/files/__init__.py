"""Files: the folder of courses: reading, writing, order, archives, translations."""
