"""Where things are: the root, its katas with their five files, and which of them a few words mean."""

from __future__ import annotations

import keyword
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dojo.kata import names as naming
from dojo.kata import sheet
from dojo.kata.names import Ambiguous, Unknown, nearest
from dojo.kata.source import Unreadable, read_text, short

PILLARS = {
    "core_concepts": "Core concepts",
    "practical_skill": "Practical skill",
    "math_maturity": "Math maturity",
    "problem_solving": "Problem solving",
    "communication_business": "Communication and business",
}
_PARTS = ("katas", "tests", "solutions")


class NoRoot(Exception):
    """No directory with katas, tests and solutions; the message is one line."""


@dataclass(frozen=True, order=True)
class Kata:
    """One kata and its five files, whether or not they are there."""

    root: Path
    pillar: str
    name: str

    @property
    def id(self) -> str:
        """The kata's name in full: "pillar/name"."""
        return f"{self.pillar}/{self.name}"

    @property
    def stub(self) -> Path:
        return self.root / "katas" / self.pillar / f"{self.name}.py"

    @property
    def visible(self) -> Path:
        return self.root / "tests" / self.pillar / f"test_{self.name}.py"

    @property
    def hidden(self) -> Path:
        return self.root / "tests" / self.pillar / f"hidden_{self.name}.py"

    @property
    def solution(self) -> Path:
        return self.root / "solutions" / self.pillar / f"{self.name}.py"

    @property
    def sheet(self) -> Path:
        return self.root / "solutions" / self.pillar / f"{self.name}.toml"

    @property
    def names(self) -> tuple[str, ...]:
        """The five files' names below the root; strings, for a thousand katas' paths take their time."""
        tests, solution = f"tests/{self.pillar}", f"solutions/{self.pillar}/{self.name}"
        visible, hidden = f"{tests}/test_{self.name}.py", f"{tests}/hidden_{self.name}.py"
        return f"katas/{self.pillar}/{self.name}.py", visible, hidden, f"{solution}.py", f"{solution}.toml"

    @property
    def files(self) -> tuple[Path, ...]:
        return (self.stub, self.visible, self.hidden, self.solution, self.sheet)


@dataclass(frozen=True)
class Problem:
    """Something wrong in the layout: one line of text, and the kata that it concerns, if it is one's."""

    kata_id: str | None
    path: Path
    text: str


def is_root(place: Path) -> bool:
    """Tell whether a directory holds katas, tests and solutions."""
    return all((place / part).is_dir() for part in _PARTS)


def find_root(start: Path) -> Path:
    """Return the nearest directory from `start` up that holds katas, tests and solutions.

    Raises
    ------
    NoRoot
        If there is none.
    """
    start = start.absolute()
    for place in (start, *start.parents):
        if is_root(place):
            return place
    raise NoRoot(f"no katas/, tests/ and solutions/ in {start} or above it; go to your katas or name them with --root")


def pillar_title(pillar: str) -> str:
    """Return a pillar's name as it is shown."""
    return PILLARS.get(pillar, pillar.replace("_", " ").capitalize())


def find_katas(root: Path) -> list[Kata]:
    """List the katas below a root, in the order of their pillars, then by name."""
    found = [(pillar, name[:-3]) for pillar in _pillars(root) for name in _modules(root / "katas" / pillar)]
    return [Kata(root, pillar, name) for pillar, name in found if _importable(name)]


def problems(root: Path, of_kata: Callable[[Kata], Iterable[Problem]] | None = None) -> list[Problem]:
    """List what is missing, stray, doubled, unreadable or broken; the katas not named stay usable.

    `of_kata` may say what is wrong with one kata's files in place of `problems_of`, from a copy for instance.
    """
    katas = find_katas(root)
    found = [*_misnamed(root), *_doubled(katas)]
    for kata in katas:
        found += (of_kata or problems_of)(kata)
    return [*found, *_strays(root, katas)]


def select(katas: Sequence[Kata], words: Iterable[str], topics: Callable[[Kata], str]) -> list[Kata]:
    """Return the katas that the words mean, each once and in the order given; no words mean all of them.

    Parameters
    ----------
    katas : sequence of Kata
        What there is to choose from.
    words : iterable of str
        Each a pillar, a topic, or a kata's name, id or file; or the beginning of one; or a part of a kata's id.
        An exact match wins over beginnings, and a beginning over parts.
    topics : callable
        Returns a kata's topic.

    Raises
    ------
    Ambiguous
        A word means several things.
    Unknown
        A word means nothing.
    """
    words = list(words)
    if not words:
        return list(katas)
    groups = _groups(katas, topics)
    chosen = {kata for word in words for kata in _meant(word, groups)}
    return [kata for kata in katas if kata in chosen]


# A group is one thing that a word can mean: how it is called, its other name if it has one, and its katas.
_Group = tuple[str, tuple[str, ...], list[Kata]]


def _groups(katas: Sequence[Kata], topics: Callable[[Kata], str]) -> list[_Group]:
    pillars: dict[str, list[Kata]] = {}
    by_topic: dict[str, list[Kata]] = {}
    for kata in katas:
        pillars.setdefault(kata.pillar, []).append(kata)
        by_topic.setdefault(topics(kata), []).append(kata)
    groups: list[_Group] = [(f"the pillar {name}", (name,), held) for name, held in pillars.items()]
    groups += [(f"the topic {name}", (name,), held) for name, held in by_topic.items() if name]
    return groups + [(kata.id, (kata.name, kata.id), [kata]) for kata in katas]


def _meant(word: str, groups: Sequence[_Group]) -> list[Kata]:
    plain = _plain(word)
    for matches in (_is, _begins, _holds) if plain else ():
        if found := [group for group in groups if matches(plain, group[1])]:
            if len(found) > 1:
                raise Ambiguous(word, [called for called, _, _ in found])
            return found[0][2]
    raise Unknown(word, _nearest(plain, groups))


def _plain(word: str) -> str:
    """Reduce a word to how names are written: "katas/core_concepts/k-means.py" to "core_concepts/k_means"."""
    return naming.plain(word.strip().rstrip("/").removeprefix("./").removeprefix("katas/").removesuffix(".py"))


def _is(word: str, names: tuple[str, ...]) -> bool:
    return word in map(_plain, names)


def _begins(word: str, names: tuple[str, ...]) -> bool:
    """An id begins with its pillar, which is no way to name a kata: only a word with a slash is held against it."""
    return any(_plain(name).startswith(word) for name in names if "/" in word or "/" not in name)


def _holds(word: str, names: tuple[str, ...]) -> bool:
    return len(names) == 2 and word in _plain(names["/" in word])  # katas only


def _nearest(word: str, groups: Sequence[_Group]) -> list[str]:
    """Suggest ids only for a word with a slash: every id begins with its pillar."""
    return nearest(
        word, dict.fromkeys(name for _, names, _ in groups for name in names if "/" in word or "/" not in name)
    )


def _pillars(root: Path) -> list[str]:
    """Name the five pillars, then the directories of katas/ that hold further ones."""
    others = (path.name for path in _listed(root / "katas") if path.name not in PILLARS and _modules(path))
    return [*PILLARS, *(name for name in others if _importable(name))]


def _modules(directory: Path) -> list[str]:
    """Name a directory's Python files, private ones aside; none when it cannot be read."""
    return [name for name in _names(directory) if name.endswith(".py") and not name.startswith("_")]


def _listed(directory: Path) -> list[Path]:
    return [directory / name for name in _names(directory)]


def _names(directory: Path) -> list[str]:
    try:
        return sorted(name for name in os.listdir(directory) if not name.startswith("."))  # noqa: PTH208  # strings
    except OSError:
        return []


def _importable(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name) and not name.startswith("_")


def problems_of(kata: Kata) -> Iterator[Problem]:
    """Yield what is missing, unreadable or broken among the files of one kata."""
    for path in kata.files:
        try:
            if not os.path.lexists(path):
                yield Problem(kata.id, path, f"{short(path)}: is missing; {kata.id} is incomplete without it")
            elif path == kata.sheet:
                sheet.read(path)
            else:
                read_text(path)
        except (Unreadable, sheet.BadSheet) as error:
            yield Problem(kata.id, path, f"{error}; mend it or restore it (git checkout -- {short(path)})")


def _doubled(katas: Sequence[Kata]) -> Iterator[Problem]:
    first: dict[str, Kata] = {}
    for kata in katas:
        if (other := first.setdefault(kata.name, kata)) is not kata:
            text = f"{short(kata.stub)}: {other.id} has the same name; rename the five files of one of them"
            yield Problem(kata.id, kata.stub, text)


def _misnamed(root: Path) -> Iterator[Problem]:
    for name in _modules(root / "katas"):
        path = root / "katas" / name
        yield Problem(None, path, f"katas/{name}: lies in no pillar; move it into a directory of katas/")
    for directory in _listed(root / "katas"):
        if directory.is_dir() and not os.access(directory, os.R_OK | os.X_OK):
            yield Problem(None, directory, f"katas/{directory.name}: cannot be read; mend its permissions")
        for name in _modules(directory):
            if not (_importable(name[:-3]) and _importable(directory.name)):
                path = directory / name
                yield Problem(None, path, f"{short(path)}: is no name that Python can import; rename it")


def _strays(root: Path, katas: Sequence[Kata]) -> Iterator[Problem]:
    """Find tests and solutions without a stub, in the pillars and wherever else solutions are."""
    expected = {name for kata in katas for name in kata.names}
    solutions = [path.name for path in _listed(root / "solutions") if path.is_dir()]
    for pillar in dict.fromkeys([*_pillars(root), *solutions]):
        tests = [n for n in _modules(root / "tests" / pillar) if n.startswith(("test_", "hidden_"))]
        answers = [n for n in _names(root / "solutions" / pillar) if n.endswith((".py", ".toml")) and n[0] != "_"]
        found = [f"tests/{pillar}/{name}" for name in tests] + [f"solutions/{pillar}/{name}" for name in answers]
        for path in (root / name for name in found if name not in expected):
            stem = path.stem
            kata = stem.removeprefix("test_").removeprefix("hidden_") if path.name in tests else stem
            text = f"{short(path)}: belongs to no kata; there is no katas/{pillar}/{kata}.py"
            yield Problem(None, path, text)
