"""Search: people, pairs, lessons and teams, as far as whoever looks may see them."""
