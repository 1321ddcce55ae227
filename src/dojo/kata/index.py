"""What listings need of every kata, kept in `.dojo/index.json` so that a thousand sheets need not be read each time.

A kata's row is keyed by the time and size of its five files: the heading from its sheet, and what is
wrong with the files. Whatever changed since is read again; without the copy, listings are merely slower.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dojo.kata import layout, sheet
from dojo.kata.layout import Kata, Problem

_VERSION = 2


@dataclass(frozen=True)
class Heading:
    """What listings say of a kata."""

    title: str
    topic: str
    kind: str
    level: str
    minutes: int
    asked: str


class Index:
    """The rows of one root, read when made and written back once if any changed."""

    def __init__(self, root: Path, katas: list[Kata]) -> None:
        self.root = root
        rows = self._read()
        marks = _marks(root)
        self.rows: dict[str, Any] = {}
        for kata in katas:
            mark = [marks.get(name) for name in kata.names]
            row = rows.get(kata.id)
            self.rows[kata.id] = row if row is not None and row[0] == mark else [mark, *_row(kata)]
        if any(rows.get(id_) is not row for id_, row in self.rows.items()):
            self._write(rows | self.rows)

    def heading(self, kata: Kata) -> Heading:
        """Return one kata's heading."""
        return Heading(**self.rows[kata.id][1])

    def topic(self, kata: Kata) -> str:
        """Return one kata's topic, "" where its sheet cannot be read."""
        return str(self.rows[kata.id][1]["topic"])

    def problems(self) -> list[Problem]:
        """Return what is wrong in the layout, as `layout.problems` does."""
        return layout.problems(self.root, self._problems_of)

    def _problems_of(self, kata: Kata) -> list[Problem]:
        if kata.id not in self.rows:
            return list(layout.problems_of(kata))
        return [Problem(kata.id, Path(path), text) for path, text in self.rows[kata.id][2]]

    def _read(self) -> dict[str, Any]:
        try:
            said = json.loads((self.root / ".dojo" / "index.json").read_bytes())
            return dict(said["rows"]) if said["version"] == _VERSION else {}
        except (OSError, ValueError, KeyError, TypeError):  # absent or spoilt: it is only a copy
            return {}

    def _write(self, rows: dict[str, Any]) -> None:
        place = self.root / ".dojo" / "index.json"
        draft = place.with_suffix(f".{os.getpid()}")
        try:
            place.parent.mkdir(exist_ok=True)
            draft.write_text(json.dumps({"version": _VERSION, "rows": rows}))
            draft.replace(place)
        except OSError:
            draft.unlink(missing_ok=True)


def headings(root: Path, katas: list[Kata]) -> dict[str, Heading]:
    """Return the heading of each kata by id."""
    index = Index(root, katas)
    return {kata.id: index.heading(kata) for kata in katas}


def heading(kata: Kata) -> Heading:
    """Return one kata's heading."""
    return Index(kata.root, [kata]).heading(kata)


def _row(kata: Kata) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    try:
        s = sheet.read(kata.sheet)
        found = Heading(s.title, s.topic, s.kind, s.level, s.minutes, s.asked)
    except sheet.BadSheet:
        found = Heading(kata.name.replace("_", " "), "", "", "", 0, "")
    return asdict(found), [(str(p.path), p.text) for p in layout.problems_of(kata)]


def _marks(root: Path) -> dict[str, list[int]]:
    """Return the time and size of every file in the pillars' directories."""
    found: dict[str, list[int]] = {}
    for part in ("katas", "tests", "solutions"):
        for pillar in filter(os.DirEntry.is_dir, _entries(root / part)):
            for entry in _entries(pillar.path):
                with contextlib.suppress(OSError):
                    status = entry.stat()
                    found[f"{part}/{pillar.name}/{entry.name}"] = [status.st_mtime_ns, status.st_size]
    return found


def _entries(directory: str | Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(directory) as entries:
            return list(entries)
    except OSError:
        return []
