"""Impact: whether working as pairs has helped a team, as far as that can be said."""
