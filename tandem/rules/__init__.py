"""Decisions over plain values, without web or database."""
