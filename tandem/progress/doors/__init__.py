"""Doors: is a module open to somebody, where a leader wants an order or a hard date?"""
