"""`nox -s bench`: how long a verdict takes, beside other ways to the same tests. Measured, never asserted."""
