"""Mail: the outbox, its sending, how a letter looks."""
