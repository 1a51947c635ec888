"""Invitations: who asks whom to join, the link behind it, and the answer."""
