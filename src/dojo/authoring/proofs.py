"""What `dojo check` has proved before, in `.dojo/proofs.json`, by the hash of all that a proof depends on."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dojo.authoring.contract import Report
from dojo.kata.drafts import draft_of
from dojo.kata.layout import Kata

_PACKAGES = ("hypothesis", "numpy", "pandas", "pytest")
_ENGINE = Path(__file__).parents[1]


class Proofs:
    """The reports of katas that kept the contract, as long as neither they nor the engine have changed."""

    def __init__(self, root: Path) -> None:
        self.path = root / ".dojo" / "proofs.json"
        self._rows: dict[str, Any] = _rows(self.path)

    def of(self, kata: Kata) -> Report | None:
        """Return the report of a kata that was proved as it stands now, else None."""
        row = self._rows.get(kata.id)
        return Report(**row["report"]) if row and row["digest"] == digest(kata) else None

    def remember(self, katas: list[Kata], reports: list[Report]) -> None:
        """Note the katas that keep the contract; where nothing can be written, nothing is remembered."""
        for kata, report in zip(katas, reports, strict=True):
            self._rows.pop(kata.id, None)
            if not report.faults:
                said = {k: v for k, v in report.as_json().items() if k not in ("ok", "faults")}
                self._rows[kata.id] = {"digest": digest(kata), "report": said}
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(exist_ok=True)
            with draft_of(self.path) as draft:
                draft.write_text(json.dumps(self._rows), encoding="utf-8")


def digest(kata: Kata) -> str:
    """Return the hash of a kata's five files, the strategies that its tests name, the engine and the libraries."""
    texts = [path.read_bytes() if path.is_file() else b"\0" for path in kata.files]
    shared = sorted((kata.root / "tests" / "strategies").glob("*.py"))
    texts += [path.read_bytes() for path in shared if any(path.stem.encode() in text for text in texts[:5])]
    return hashlib.sha256(_engine().encode() + b"\0".join(texts)).hexdigest()


@cache
def _engine() -> str:
    libraries = [sys.version, *(version(package) for package in _PACKAGES)]
    texts = [path.read_bytes() for path in sorted(_ENGINE.rglob("*.py"))]
    return hashlib.sha256(repr(libraries).encode() + b"".join(texts)).hexdigest()


def _rows(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):  # absent or spoilt: it only saves time
        return {}
