"""Practice: the scene of a module, played decision by decision until a good ending."""
