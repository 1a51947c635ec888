"""Fit: each of the two says how working together suits them."""
