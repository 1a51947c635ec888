"""Reach: how far people and pairs came in a module."""
