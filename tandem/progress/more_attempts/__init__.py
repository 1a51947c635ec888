"""More attempts: a leader gives one where a lesson's are used."""
