"""Which kata an interview takes when none is named: an unseen one of the weakest pillar."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from dojo.interview.round import NotNow
from dojo.kata.layout import Kata, pillar_title
from dojo.practice.next import Shelf, Wish, right_level
from dojo.practice.next import choose as due_or_weakest

# The kinds of katas that a variant wants where there are any; the other variants take any kind.
KINDS = {"debug": ("debug", "refactor"), "case": ("clarify",)}


def choose(root: Path, pillar: str | None, variant: str) -> tuple[Kata, str]:
    """Return a kata, and why that one.

    Unseen ones come first, from the pillar with the smallest share solved, at the right level there; with none unseen,
    the one that `dojo next` would choose.
    """
    shelf = Shelf.of(root)
    wanted = KINDS.get(variant, ())
    fitting = [k for k in shelf.katas if pillar in (None, k.pillar)]
    fitting = [k for k in fitting if shelf.headings[k.id].kind in wanted] or fitting
    if not fitting:
        raise NotNow("there is no kata to choose from; name one")
    unseen = [k for k in fitting if k.id not in shelf.standings]
    if not unseen:
        choice = due_or_weakest(shelf, datetime.now(UTC), Wish(pillar=pillar))
        if choice is not None and choice.kata in fitting:
            return choice.kata, choice.why
        fewest = min(fitting, key=lambda k: shelf.standings[k.id].runs)
        return fewest, "you have seen them all; you ran this one least often"
    best = min(unseen, key=lambda k: _order(shelf, k))
    return best, f"new to you, from {pillar_title(best.pillar)}"


def _order(shelf: Shelf, kata: Kata) -> tuple[float, bool, str]:
    held = shelf.of_pillar(kata.pillar)
    share = sum(map(shelf.solved, held)) / len(held)
    return share, shelf.headings[kata.id].level != right_level(shelf, kata.pillar), kata.name
