"""Certificates: what a pair or a person has finished, for anybody to verify."""
