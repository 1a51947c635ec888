"""Two accounts of one person become one: what moves, what stays, and what stands in the way."""
