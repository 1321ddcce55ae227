"""How things are printed and asked for."""
