"""Tests of the attempts that a leader gives."""
