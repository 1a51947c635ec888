"""Settling: who is complete in which pair, after a step or after an edit."""
