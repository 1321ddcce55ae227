"""For whoever writes katas: check, new, mutants, measuring."""
