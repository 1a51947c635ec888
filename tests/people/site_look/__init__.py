"""How a site gets a name, words, colors and a logo of its own."""
