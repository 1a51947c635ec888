"""Written: texts that learners write in a quiz, compare, and may show to their partner."""
