"""Learning: my page, lessons, quizzes, what learners say of them."""
