"""Everything a site holds in one file, and back again."""
