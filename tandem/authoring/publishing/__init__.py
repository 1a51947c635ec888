"""Publishing: from the folder of courses to what is served."""
