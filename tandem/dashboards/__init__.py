"""Dashboards: what a leader sees."""
