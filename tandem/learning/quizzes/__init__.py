"""Quizzes: asking, keeping drafts, marking, looking back."""
