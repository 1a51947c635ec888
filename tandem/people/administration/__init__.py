"""Administration: everybody with an account, their roles, and a way back in."""
