"""What each hint costs in an interview, in points of 100."""

from __future__ import annotations

HINT_PRICES = {1: 0, 2: 2, 3: 5}  # points for each hint taken, by its level


def price_text(level: int) -> str:
    """Return what a hint of this level costs in an interview, in words."""
    return f"costs {HINT_PRICES[level]} points" if HINT_PRICES.get(level) else "free"
