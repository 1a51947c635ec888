"""A lesson tried out by whoever assigns or writes it: played and marked, and nothing recorded."""
