"""Accounting for what is done on the site: the audit log."""
