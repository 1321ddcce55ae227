"""Times as a clock shows them."""

from __future__ import annotations


def clock(seconds: float) -> str:
    """Return a time as minutes and seconds, "1:05", from an hour on "1:01:05"; what is overdue has a minus sign."""
    whole = round(abs(seconds))
    minutes, rest = divmod(whole, 60)
    shown = f"{minutes}:{rest:02d}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"
    return f"-{shown}" if seconds < 0 and whole else shown
