"""The audit log, for administrators: page by page, filtered, and as a file."""
