"""Pairs: forming, pausing and ending them."""
