"""Pictures: an image comes into a course."""
