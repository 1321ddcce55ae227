"""A candidate behind the tests of its kata, to one verdict."""
