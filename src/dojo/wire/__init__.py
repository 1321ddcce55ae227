"""Values between two processes, neither trusting the other."""
