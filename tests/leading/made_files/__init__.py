"""Tests of files that are made beside the requests."""
