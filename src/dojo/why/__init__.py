"""Which known mistake answers as the attempt does."""
