"""The files that a verdict rests on, compared before and after: where isolation is weak, an attempt may touch them."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from dojo.kata.layout import Kata
from dojo.sandbox import isolation

_SHARED = ("pyproject.toml", "noxfile.py", "conftest.py", "tests/conftest.py", "tests/__init__.py")


@dataclass(frozen=True)
class _State:
    mode: int
    data: bytes | None

    @classmethod
    def of(cls, path: Path) -> _State | None:
        """Return a file's mode and content; None where there is no such file, content None where it is unreadable."""
        try:
            mode = stat.S_IMODE(path.stat().st_mode)
        except OSError:
            return None
        try:
            return cls(mode, path.read_bytes())
        except OSError:
            return cls(mode, None)


class Trusted:
    """The trusted files of one kata as they were before its candidate ran.

    Where the isolation in force already keeps an attempt from writing files and changing modes,
    nothing is watched: what changes there, a person has changed, and it is not ours to undo. The
    attempt's own file is never watched.
    """

    def __init__(self, root: Path, kata: Kata, level: str | None = None) -> None:
        self.root = root
        self.before: dict[Path, _State | None] = {}
        level = isolation.in_force().name if level is None else level
        if "landlock" in level and "seccomp" in level:
            return
        strategies = sorted((root / "tests").glob("strategies*")) + sorted((root / "tests" / "strategies").glob("*.py"))
        shared = [root / name for name in _SHARED]
        files = [kata.visible, kata.hidden, kata.solution, kata.sheet, *shared, *(s for s in strategies if s.is_file())]
        self.before = {path: _State.of(path) for path in files if not path.is_dir()}

    def mend(self) -> list[str]:
        """Put back what differs, keep the other version under `.dojo/mended`, and say so, a sentence a file."""
        said = []
        for path, before in self.before.items():
            after = _State.of(path)
            if after != before:
                self._restore(path, before, after)
                said.append(f"{path.relative_to(self.root)} changed during the judging and was put back.")
        return said

    def _restore(self, path: Path, before: _State | None, after: _State | None) -> None:
        if after is not None and after.data is not None and (before is None or after.data != before.data):
            kept = self.root / ".dojo" / "mended"
            kept.mkdir(parents=True, exist_ok=True)
            (kept / f"{hashlib.sha256(after.data).hexdigest()[:12]}-{path.name}").write_bytes(after.data)
        if before is None:
            path.unlink(missing_ok=True)
        elif before.data is not None:
            if after is None or after.data != before.data:
                path.unlink(missing_ok=True)
                path.write_bytes(before.data)
            os.chmod(path, before.mode)  # noqa: PTH101
