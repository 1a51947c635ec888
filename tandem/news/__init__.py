"""News: what the mail of a day tells the two of their pairs."""
