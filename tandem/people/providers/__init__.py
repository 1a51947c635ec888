"""Coming in by a sign-in provider of the house: OpenID Connect."""
