"""Nudges: one partner asks the other, kindly and rarely, to go on."""
