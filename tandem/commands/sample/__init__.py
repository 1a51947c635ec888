"""The sample team: people, pairs and answers to look around with."""
