"""People: accounts, teams, pairs, how they fit, and lists of them."""
