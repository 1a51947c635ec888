"""A company's directory brings people and teams, and takes them away: SCIM 2.0 (RFC 7643, 7644)."""
