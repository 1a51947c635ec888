"""Teams: their members, and the roles people hold."""
