"""From answers to names: the few mistakes that together answer as the attempt does where it is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dojo.why.answers import INCONSTANT, Key, Numbered

ENOUGH = 0.75  # the agreement that a mistake needs to be named
MIXED, AGAINST = 1 / 3, 3.0  # what an answer counts against it that is wrong another way, and one that is right
MOST = 3
LEAST_MORE = 2  # wrong answers that a further mistake has to explain
FIRST = ("back", "arguments")  # what a test would look at first; the rest counts where these show nothing
REST = ("message", "warned", "memory", "source")


@dataclass(frozen=True)
class Match:
    """How well one mistake explains an attempt.

    Attributes
    ----------
    mistake : int
        Its number.
    agreement : float
        Of the answers that the mistake gets wrong, the share that the attempt gets wrong in the same way; where the
        attempt is right counts most against it.
    explained : frozenset of Key
        Where both give the same wrong answer.
    """

    mistake: int
    agreement: float
    explained: frozenset[Key]

    @property
    def calls(self) -> set[tuple[int, int]]:
        """The calls that it explains."""
        return {key[:2] for key in self.explained}


@dataclass(frozen=True)
class Comparison:
    """Everybody's answers but the attempt's: what is right, and what each mistake says."""

    right: Sequence[Numbered]  # the reference first, then the alternatives
    mistakes: Mapping[int, Numbered]

    def differing(self, attempt: Numbered, aspects: Collection[str] = (*FIRST, *REST)) -> set[Key]:
        """Return where an attempt's answer is no right answer; where the reference itself varies nothing is wrong."""
        return {key for key, number in attempt.items() if key[2] in aspects and self._wrong(key, number)}

    def _wrong(self, key: Key, number: int) -> bool:
        reference = self.right[0].get(key, INCONSTANT)
        return reference != INCONSTANT and all(one.get(key, reference) != number for one in self.right)

    def matches(self, attempt: Numbered, wrong: Collection[Key]) -> list[Match]:
        """Return how well each mistake explains these wrong answers, the best first; without those that explain none.

        What agrees with the attempt in all aspects comes before what agrees in the one that is looked at.
        """
        aspects = {key[2] for key in wrong}
        found = [(self._match(n, attempt, wrong, aspects), n) for n in self.mistakes]
        beside = {n: self._match(n, attempt, self.differing(attempt), (*FIRST, *REST)).agreement for _, n in found}
        ranked = sorted(found, key=lambda pair: (-pair[0].agreement, -beside[pair[1]], pair[1]))
        return [match for match, _ in ranked if match.explained]

    def _match(self, number: int, attempt: Numbered, wrong: Collection[Key], aspects: Collection[str]) -> Match:
        mistake = self.mistakes[number]
        bad = {key for key in self.differing(mistake, aspects) if key in attempt}
        same = frozenset(key for key in bad if key in wrong and mistake[key] == attempt[key])
        against = sum(key not in wrong for key in bad)
        mixed = len(bad) - len(same) - against
        return Match(number, len(same) / max(len(same) + MIXED * mixed + AGAINST * against, 1), same)


def named(matches: Iterable[Match], wrong: Collection[Key]) -> list[Match]:
    """Choose, each time, the mistake that explains the most of what is left; of equals the one that agrees best."""
    left, chosen = set(wrong), list[Match]()
    fitting = [match for match in matches if match.agreement >= ENOUGH]
    while fitting and left and len(chosen) < MOST:
        best = max(fitting, key=lambda match: len(match.explained & left))
        if len(best.explained & left) < (LEAST_MORE if chosen else 1):
            break
        chosen.append(best)
        left -= best.explained
        fitting.remove(best)
    return chosen
