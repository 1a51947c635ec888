"""Progress: which steps and completions are recorded."""
