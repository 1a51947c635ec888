"""Tandem: training on respectful teaming between sales reps and support staff."""
