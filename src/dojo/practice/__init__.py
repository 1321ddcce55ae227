"""Practising alone, one module a verb."""
