"""Why an attempt fails: which known mistake gives the same answers on the same calls."""
