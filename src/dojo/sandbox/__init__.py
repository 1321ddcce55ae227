"""The candidate's process, what it may do, and the session that calls it."""
