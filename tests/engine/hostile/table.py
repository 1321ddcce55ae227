"""The shape of the collection: families of attempts, each beside harmless twins that must be solved."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from tests.engine.support import sets

VICTIMS = {tiny.name: tiny for tiny in sets.TEN}


@dataclass(frozen=True)
class Attempt:
    """One attempt, and what the judge must say of it.

    Attributes
    ----------
    name, verdict : str
    says : str
        A piece of what the learner is told first.
    text : str or bytes
        What stands in the stub's place. ROOT stands for the set's root and NAME for the attempt's.
    victim : str
        The tiny kata whose tests it faces.
    limit : float
        Seconds that a call may take.
    memory : int
        MiB that it may use.
    """

    name: str
    verdict: str
    says: str
    text: str | bytes
    victim: str = "double"
    limit: float = 0.5
    memory: int = 256

    def source(self, root: str) -> bytes:
        """Return the bytes of its file in a set with that root."""
        if isinstance(self.text, bytes):
            return self.text
        plain = textwrap.dedent(self.text).lstrip("\n")
        return plain.replace("ROOT", root).replace("NAME", self.name).encode()


def twin(name: str, text: str | bytes, victim: str = "double", limit: float = 2.0, memory: int = 256) -> Attempt:
    """Return a harmless attempt: it does what its family does, and is solved."""
    return Attempt(name, "solved", "", text, victim, limit, memory)


@dataclass(frozen=True)
class Family:
    """Attempts that try the same thing, and those that do it without harm."""

    name: str
    twins: tuple[Attempt, ...]
    attempts: tuple[Attempt, ...]

    @property
    def members(self) -> tuple[Attempt, ...]:
        return self.attempts + self.twins
