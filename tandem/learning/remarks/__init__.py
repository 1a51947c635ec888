"""Remarks: what a learner finds wrong with a question, and a trainer's answer."""
