"""From answers to names: which mistakes say what the attempt says, where the reference says something else."""

from __future__ import annotations

from dataclasses import dataclass

from dojo.why.answers import INCONSTANT, Key, Said

ENOUGH = 0.75  # the share of wrong answers that a mistake has to explain to be named
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
        Of the steps where the attempt or the mistake is wrong, the share where both give the same wrong answer.
    in_all : float
        The same over every aspect of the answers, to tell equals apart.
    explained : tuple of Key
        Where both give the same wrong answer.
    differing : int
        At how many steps the attempt is wrong, in the aspect that is explained.
    """

    mistake: int
    agreement: float
    in_all: float
    explained: tuple[Key, ...]
    differing: int
    more: int


@dataclass(frozen=True)
class Court:
    """Everybody's answers but the attempt's: what is right, and what each mistake says."""

    right: list[Said]  # the reference first, then the alternatives
    mistakes: dict[int, Said]

    def differing(self, attempt: Said) -> set[Key]:
        """Return where an attempt's answer is no right answer; where the reference itself varies nothing is wrong."""
        return {key for key, number in attempt.items() if self._wrong(key, number)}

    def _wrong(self, key: Key, number: int) -> bool:
        told = self.right[0].get(key, INCONSTANT)
        return told != INCONSTANT and all(one.get(key, told) != number for one in self.right)

    def matches(self, attempt: Said) -> list[Match]:
        """Return how well each mistake explains the attempt, the best first; one that explains nothing is left out."""
        wrong = self.differing(attempt)
        aspects = {key[2] for key in wrong}
        chosen = [a for a in FIRST if a in aspects] or [a for a in REST if a in aspects][:1]
        found = [self._match(n, attempt, wrong, chosen) for n in self.mistakes]
        return sorted(
            (match for match in found if match is not None), key=lambda m: (-m.agreement, -m.in_all, m.mistake)
        )

    def _match(self, number: int, attempt: Said, wrong: set[Key], chosen: list[str]) -> Match | None:
        mistake = self.mistakes[number]
        same = {key for key in wrong if mistake.get(key) == attempt[key]}
        told = {key for key in wrong if key in mistake}
        against = {
            key for key, said in mistake.items() if key in attempt and key not in wrong and self._wrong(key, said)
        }

        def share(aspects: list[str]) -> float:
            of = [sum(key[2] in aspects for key in keys) for keys in (same, told, against)]
            return of[0] / max(of[1] + of[2], 1)

        agreement, aspect = max(((share([aspect]), aspect) for aspect in chosen), default=(0.0, ""))
        if not agreement:
            return None
        explained = tuple(sorted(key for key in same if key[2] == aspect))
        many, more = (sum(key[2] == aspect for key in keys) for keys in (wrong, against))
        return Match(number, agreement, share([*FIRST, *REST]), explained, many, more)
