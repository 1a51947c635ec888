"""Tests of order and hard dates."""
