"""The references of practical_skill against the libraries that do the same."""
