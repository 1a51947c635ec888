"""Notifications: the daily letter, the leader's week, calendars."""
