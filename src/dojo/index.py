"""The first lines of every sheet, kept in `.dojo/index.json` so that a listing need not parse a thousand of them."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dojo import sheet
from dojo.layout import Kata

_VERSION = 1


@dataclass(frozen=True)
class Heading:
    """What listings say of a kata. `problem` is the one line to show where its sheet cannot be read."""

    title: str
    topic: str
    kind: str
    level: str
    minutes: int
    asked: str
    problem: str = ""


_known: dict[Path, dict[str, Any]] = {}


def headings(root: Path, katas: list[Kata]) -> dict[str, Heading]:
    """Return the heading of each kata by id; only sheets changed since the last time are read."""
    kept = _kept(root)
    found: dict[str, Heading] = {}
    changed = False
    for kata in katas:
        mark = _mark(kata.sheet)
        row = kept.get(kata.id)
        if row is None or row[0] != mark or mark is None:
            row = kept[kata.id] = [mark, asdict(_heading(kata))]
            changed = True
        found[kata.id] = Heading(**row[1])
    if changed:
        _keep(root, kept)
    return found


def heading(kata: Kata) -> Heading:
    """Return one kata's heading."""
    return headings(kata.root, [kata])[kata.id]


def topic(kata: Kata) -> str:
    """Return one kata's topic."""
    return heading(kata).topic


def _heading(kata: Kata) -> Heading:
    try:
        s = sheet.read(kata.sheet)
    except sheet.BadSheet as error:
        return Heading(kata.name.replace("_", " "), "", "", "", 0, "", str(error))
    return Heading(s.title, s.topic, s.kind, s.level, s.minutes, s.asked)


def _mark(path: Path) -> list[int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - a thousand times, and Path.stat is slower
    except OSError:
        return None
    return [status.st_mtime_ns, status.st_size]


def _kept(root: Path) -> dict[str, Any]:
    if root not in _known:
        try:
            said = json.loads((root / ".dojo" / "index.json").read_bytes())
            _known[root] = said["rows"] if said["version"] == _VERSION else {}
        except (OSError, ValueError, KeyError, TypeError):  # absent or spoilt: it is only a copy
            _known[root] = {}
    return _known[root]


def _keep(root: Path, rows: dict[str, Any]) -> None:
    """Write the copy in one step; where that is not possible, listings are merely slower."""
    place = root / ".dojo" / "index.json"
    draft = place.with_suffix(f".{os.getpid()}")
    try:
        place.parent.mkdir(exist_ok=True)
        draft.write_text(json.dumps({"version": _VERSION, "rows": rows}))
        draft.replace(place)
    except OSError:
        draft.unlink(missing_ok=True)
