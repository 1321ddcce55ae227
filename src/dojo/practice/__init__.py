"""Practising alone: what a learner does with a kata beside having it judged."""
