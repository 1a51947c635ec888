"""Accounts: sign-in, invitation links, passwords, one's own details."""
