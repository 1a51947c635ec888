"""People: teams, their members, and the roles people hold."""
