"""What an attempt may import: the same on every machine, so that verdicts are the same."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from typing import Any

_NEEDED = {"dateutil", "six", "tzdata"}  # by pandas, and by Python's zoneinfo
_BUILT = "_sysconfigdata"  # the standard library's one module whose name differs from machine to machine


class OnlyAllowed(MetaPathFinder):
    """Refuses whatever else is installed, as if it were not: numpy and pandas do without their optional packages."""

    def __init__(self) -> None:
        self._packages = ["numpy", "pandas"]
        self._added: set[str] = set()  # the packages that a kata adds, and those that these import

    def add(self, packages: Iterable[str]) -> None:
        """Let these packages be imported too, with what they import themselves."""
        self._packages += packages
        self._added.update(packages)

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> None:
        """Leave an allowed module to the finders that follow, and refuse any other."""
        if path is None and not self._allows(fullname):
            names = f"{', '.join(self._packages[:-1])} and {self._packages[-1]}"
            raise ModuleNotFoundError(f"attempts have {names}; {fullname} is not available in this kata", name=fullname)

    def _allows(self, name: str) -> bool:
        if name in sys.stdlib_module_names or name in _NEEDED or name in self._packages or name.startswith(_BUILT):
            return True
        if name not in self._added and _importer() in self._added:
            self._added.add(name)
        return name in self._added


def _importer() -> str:
    """Return the package whose code is importing."""
    frame = sys._getframe(3)
    while frame.f_back is not None and str(frame.f_globals.get("__name__")).startswith("importlib"):
        frame = frame.f_back
    return str(frame.f_globals.get("__name__")).partition(".")[0]


RULE = OnlyAllowed()


def restrict() -> None:
    """Put the rule in force in this process."""
    if RULE not in sys.meta_path:
        sys.meta_path.insert(0, RULE)


@contextmanager
def restricted() -> Iterator[None]:
    """Have the rule in force for a while: in processes forked meanwhile it stays so."""
    restrict()
    try:
        yield
    finally:
        sys.meta_path.remove(RULE)
