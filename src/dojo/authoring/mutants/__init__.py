"""Mutants: machine-made wrong versions of each reference, judged to see how much the tests notice."""
