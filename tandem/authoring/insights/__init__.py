"""Insights: what the answers to a module's questions tell its trainers."""
