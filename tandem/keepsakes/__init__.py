"""Keepsakes: what the two have thanked each other for, and what they have agreed on."""
