"""Reminders: the daily mail, the week for leaders, and what became of every letter."""
