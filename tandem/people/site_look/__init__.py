"""Site look: what a site calls itself and the two roles, its logo and its colors."""
