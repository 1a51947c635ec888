"""Feedback: what people say of a module after finishing it, told in figures of five only."""
