"""For those who write katas: check, new, mutants, measuring."""
