"""Rounds under a clock: the interview, pairs, cards and what surrounds them."""
