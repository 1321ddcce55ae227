"""The collection of attempts: one file each under `attempts/`, in a directory for its family, with what is due to it.

At the head of a file stand comments `# key: value` up to the first blank line; what follows is put in a stub's place:

- verdict: what the judge must say
- says: a piece of what the learner reads first
- limit: seconds that a call may take
- victim: the small kata whose tests it faces
- memory: MiB that it may use
- twin: yes for one that does what its family does without harm, and is solved
- begins with: a file of its family that stands before its text
- bytes: an expression for the whole text, where no editor could keep it
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.engine.support import sets

VICTIMS = {tiny.name: tiny for tiny in sets.TEN}
PLACE = Path(__file__).parent / "attempts"
_KEYS = {"verdict", "says", "limit", "victim", "memory", "twin", "begins with", "bytes"}


@dataclass(frozen=True)
class Attempt:
    """One attempt, and what the judge must say of it.

    In the text, ROOT stands for the set's root and NAME for the attempt's name.
    """

    family: str
    name: str
    text: bytes
    verdict: str
    says: str
    limit: float
    victim: str
    memory: int
    twin: bool

    def source(self, root: str) -> bytes:
        """Return the bytes of its file in a set with that root."""
        return self.text.replace(b"ROOT", root.encode()).replace(b"NAME", self.name.encode())


def read(path: Path) -> Attempt:
    """Return the attempt in a file."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    keys = dict(re.findall(r"^# ([a-z ]+): (.*)$", head, re.MULTILINE))
    assert keys.keys() <= _KEYS and len(keys) == len(head.splitlines()), path
    twin = "twin" in keys
    return Attempt(
        family=path.parent.name,
        name=path.stem,
        text=eval(keys["bytes"]) if "bytes" in keys else (_beginning(path, keys) + body).encode(),
        verdict=keys["verdict"],
        says=keys.get("says", ""),
        limit=float(keys.get("limit", 2.0 if twin else 0.5)),
        victim=keys.get("victim", "double"),
        memory=int(keys.get("memory", 256)),
        twin=twin,
    )


def _beginning(path: Path, keys: dict[str, str]) -> str:
    """Return the text of another file that stands before this one's, without its head."""
    if "begins with" not in keys:
        return ""
    return path.with_name(keys["begins with"]).read_text(encoding="utf-8").partition("\n\n")[2] + "\n"


def _files() -> Iterator[Path]:
    return (path for path in sorted(PLACE.glob("*/*.py")) if not path.name.startswith("_"))


COLLECTION = tuple(map(read, _files()))
ATTEMPTS = tuple(each for each in COLLECTION if not each.twin)
TWINS = tuple(each for each in COLLECTION if each.twin)
