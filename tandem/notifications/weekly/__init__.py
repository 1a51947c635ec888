"""Weekly: the week of a team, for whoever leads it."""
