"""Moment: both have done a module, and see it close."""
