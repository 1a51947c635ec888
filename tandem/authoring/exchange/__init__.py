"""Exchange: quizzes and courses that a trainer brings in or takes along."""
