"""Rounds under a clock: formats, round, interviewer, debrief, own tests."""
