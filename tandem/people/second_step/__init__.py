"""The second step at the sign-in: an app, passkeys, and codes for when the phone is gone."""
