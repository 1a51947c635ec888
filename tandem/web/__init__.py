"""The plumbing that every feature uses."""
