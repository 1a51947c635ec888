"""Tests of draft, open and archived courses."""
