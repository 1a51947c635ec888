"""Courses for one: given to persons or to a role of a team, and how far they are."""
