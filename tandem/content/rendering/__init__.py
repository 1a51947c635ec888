"""Rendering: from a lesson's Markdown to HTML."""
