"""Both halves of one short module, played by one visitor without an account; nothing is kept."""
